import { postToService, Trouble } from './api.js';
import { h, keyedList, shortened } from './dom.js';
import { serviceUrl } from './settings.js';
import { pieces, t, term } from './words.js';

const AT_FIRST = 4;

/** Listings that look like blocked items; an officer decides here, by a call to enforcement-service itself. Only staff sees them. */
export function suspicionsPart() {
  const list = keyedList(h('ul', { class: 'suspicions' }), (row) => row.suspicionId, suspicionOf);
  const shown = shortened(list, AT_FIRST, 'suspicions');
  const none = h('p', { class: 'soft' }, t('suspicions.none'));
  const element = h('section', { class: 'panel', 'aria-labelledby': 'suspicions-title', hidden: true },
    h('h2', { id: 'suspicions-title' }, t('suspicions.title')), h('p', { class: 'soft' }, t('suspicions.means')), none, list.element, shown.button);
  return {
    element,
    update({ staff, suspicions }) {
      element.hidden = !staff;
      none.hidden = suspicions.length > 0;
      shown.update(suspicions);
    },
  };
}

function suspicionOf(row) {
  const parent = () => h('a', { href: `#/case/${encodeURIComponent(row.parentCaseId)}` }, row.parentTitle ?? row.parentListingId);
  return h('li', { 'data-suspicion': row.suspicionId },
    h('div', { class: 'refund-head' },
      h('span', null, row.title ?? row.listingId, ' ', h('span', { class: 'code' }, row.listingId)),
      h('span', { class: 'chip is-wait' }, t('suspicion.score', { score: row.score }))),
    h('p', null, pieces('suspicion.like', { item: parent })),
    h('p', { class: 'soft' }, [...row.reasons.map(reasonOf), row.sellerId && t('suspicion.seller', { seller: row.sellerId })].filter(Boolean).join(' · ')),
    decisionForm(row));
}

/** "TITLE: 75 %" in words; a code that is not known yet as it is. */
function reasonOf(reason) {
  const [, code, detail] = /^([A-Z]+): (.*)$/.exec(reason) ?? [null, null, reason];
  const words = code && t(`alike.${code}`, { detail });
  return words && words !== `alike.${code}` ? words : reason;
}

function decisionForm(row) {
  const reason = h('input', { name: 'reason', required: true, maxlength: 2000, autocomplete: 'off', 'aria-label': t('suspicion.reason.of', { item: row.title ?? row.listingId }), placeholder: t('suspicion.reason') });
  const told = h('p', { 'aria-live': 'polite' });
  const buttons = ['RELISTING', 'UNRELATED'].map((decision) => h('button', { class: 'tool', type: 'submit', value: decision }, term('suspicion', decision)));
  const form = h('form', { class: 'suspicion-form' }, reason, buttons, told);
  form.addEventListener('submit', async (submitted) => {
    submitted.preventDefault();
    for (const button of buttons) button.disabled = true;
    told.textContent = t('loading');
    const problem = await decide(row.suspicionId, { decision: submitted.submitter.value, reason: reason.value });
    told.textContent = problem ?? t('suspicion.done');
    told.classList.toggle('is-bad', Boolean(problem));
    for (const button of buttons) button.disabled = !problem;
  });
  return form;
}

/** @return what went wrong; null when nothing did */
async function decide(suspicionId, decision) {
  const base = serviceUrl('enforcement');
  if (!base) return t('suspicion.unknown');
  try {
    await postToService(`${base}/suspicions/${encodeURIComponent(suspicionId)}/decision`, decision);
    return null;
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    const known = { 0: 'suspicion.silent', 401: 'suspicion.token', 403: 'suspicion.role' }[trouble.status];
    return known ? t(known, { where: base }) : trouble.message;
  }
}
