import { getFromService, Trouble } from './api.js';
import { h } from './dom.js';
import { number } from './format.js';
import { serviceUrl } from './settings.js';
import { t, term } from './words.js';

/** Why the listing was chosen, asked from selection-service itself with the reader's token. */
export function explanationPart() {
  const told = h('div', { 'aria-live': 'polite' });
  const button = h('button', { class: 'tool', type: 'button', id: 'explain' }, t('explain'));
  const element = h('section', { class: 'panel', 'aria-labelledby': 'explain-title', hidden: true },
    h('h2', { id: 'explain-title' }, t('explain.title')), button, told);
  let asked = null;
  button.addEventListener('click', async () => {
    button.disabled = true;
    told.replaceChildren(h('p', { class: 'soft' }, t('loading')));
    told.replaceChildren(...(await explain(asked)));
    button.disabled = false;
  });
  return {
    element,
    update(known) {
      asked = known;
      element.hidden = !known.staff;
    },
  };
}

async function explain({ month, listingId }) {
  const base = serviceUrl('selection');
  if (!base) return [h('p', { class: 'is-bad' }, t('explain.unknown'))];
  try {
    const url = `${base}/campaigns/${encodeURIComponent(month)}/explanation/${encodeURIComponent(listingId)}`;
    return shown(await getFromService(url));
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    const known = { 0: 'explain.silent', 401: 'explain.token', 403: 'explain.role', 404: 'explain.none' }[trouble.status];
    return [h('p', { class: 'is-bad' }, known ? t(known, { where: base }) : trouble.message)];
  }
}

function shown(answer) {
  const rows = [
    ['rank', number(answer.rank)],
    ['orders', number(answer.orders)],
    ['units', number(answer.units)],
    ['buyers', number(answer.buyers)],
    ['rule', term('rule', answer.rule)],
    ['places', number(answer.places)],
    ['frozen', t(answer.frozen ? 'explain.frozen' : 'explain.open')],
  ];
  const values = { rank: answer.rank, category: term('category', answer.category), rule: term('rule', answer.rule), places: answer.places,
    reason: term('skip', answer.reason) };
  return [
    h('p', { class: 'explain-words' }, t(`explain.${answer.outcome}`, values)),
    h('dl', { class: 'facts' }, rows.map(([name, value]) => [h('dt', null, t(`fact.${name}`)), h('dd', null, value)]),
      h('dt', null, t('fact.snapshot')), h('dd', { class: 'code hash' }, answer.snapshotHash)),
  ];
}
