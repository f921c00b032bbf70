import { el, find, tellAt } from './build.js';
import { bodyOf, isBlank, rowsToSend } from './draft.js';
import { isMissing, limitOf, saysOf, whyOf } from './says.js';
import { Refusal, send } from './service.js';
import { name, say } from './words.js';

const PAUSE = 300;

/**
 * Asks the service what it thinks of the report, shortly after the last keystroke, and shows it at the fields. The page itself knows
 * no unit and no limit.
 */
export function checker(form) {
  let waiting;
  let asked;
  const check = async () => {
    asked?.abort();
    asked = new AbortController();
    const sent = rowsToSend(form.draft);
    try {
      const answer = await send(`/test-orders/${form.order.testOrderId}/reports/check`, bodyOf(form.draft), asked.signal);
      standings(form, sent, answer.rows);
      const left = errorsAt(form, sent, answer.errors);
      summary(answer, left);
    } catch (trouble) {
      if (trouble.name === 'AbortError') return;
      if (!(trouble instanceof Refusal)) throw trouble;
      find('sum').replaceChildren(el('span.no', {}, say('check.silent', { why: whyOf(trouble) })), ' ', el('button.slight', { type: 'button', onclick: check }, say('again')));
    }
  };
  return {
    now: check,
    soon() {
      clearTimeout(waiting);
      waiting = setTimeout(check, PAUSE);
    },
  };
}

/** What is wrong, at its fields. What is only not filled in yet is told once the reader has left the field, or wants to send. @return how much is wrong */
export function errorsAt(form, sent, errors) {
  const wrong = new Map();
  let count = 0;
  for (const { field, message } of errors) {
    const id = idOf(field, form.draft, sent);
    const row = sent.find((each) => id.startsWith(`${each.id}-`));
    if (row?.off && isBlank(row)) continue;
    count += 1;
    if (!wrong.has(id) && (!isMissing(message) || form.insists || form.left.has(id))) wrong.set(id, saysOf(message));
  }
  document.querySelectorAll('main .told[id$="-told"]').forEach((place) => {
    const id = place.id.slice(0, -'-told'.length);
    tellAt(id, wrong.get(id) ?? null);
  });
  return count;
}

/** measurements[2].value → the control of that row; everything else is its own name. */
function idOf(field, draft, sent) {
  const [, list, index, key] = field.match(/^(parts|measurements)\[(\d+)](?:\.(\w+))?$/) ?? [];
  if (!list) return field;
  const owner = (list === 'parts' ? draft.parts : sent)[Number(index)];
  return `${owner?.id}-${list === 'measurements' && key === 'part' ? 'partId' : key}`;
}

function standings(form, sent, checked) {
  sent.forEach((row, index) => {
    const found = checked.filter((each) => each.index === index);
    row.off = found.length > 0 && found.every((each) => each.reason === 'NO_LIMIT');
    find(`${row.id}-stands`)?.replaceChildren(...found.flatMap(stand));
    document.querySelector(`[data-row="${row.id}"]`)?.classList.toggle('off', row.off);
  });
}

/** How a value stands to a limit. */
function stand(row) {
  if (row.reason === 'NO_LIMIT') return [el('span.quiet', {}, say('reason.NO_LIMIT'))];
  const limit = el('span.quiet', {}, `${say('limit')} ${limitOf(row)}`);
  if (!row.result) return [limit];
  const colour = { CONFORMS: 'yes', FAILS: 'no', OPEN: 'open' }[row.result];
  const words = row.result === 'OPEN' ? `${say('stands.OPEN')}: ${name('reason', row.reason)}` : say(`stands.${row.result}`);
  return [el(`span.${colour}`, {}, row.ratio && row.result === 'FAILS' ? `${words}: ${say('ratio', { ratio: row.ratio })}` : words), limit, row.marginal && el('span.tag.open', {}, say('marginal'))].filter(Boolean);
}

function summary(answer, left) {
  const fails = answer.rows.filter((row) => row.result === 'FAILS').length;
  const colour = { PASS: 'yes', FAIL: 'no', INCONCLUSIVE: 'open' }[answer.verdict];
  find('sum').replaceChildren(...[
    answer.verdict ? el(`span.${colour ?? 'quiet'}`, {}, say('sum.verdict', { verdict: name('verdict', answer.verdict) })) : say('sum.left', { n: left }),
    fails > 0 && !answer.verdict && el('span.no', {}, ` · ${say('sum.fails', { n: fails })}`)].filter(Boolean));
}
