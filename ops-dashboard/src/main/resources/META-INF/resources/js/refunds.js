import { h, keyedList, part, shortened } from './dom.js';
import { amounts, day, number } from './format.js';
import { t, term } from './words.js';

const AT_FIRST = 6;

/** The money's way back, item by item; the newest block first. */
export function refundCasesPart() {
  const sum = part(h('div', { class: 'refund-sum' }), sumOf);
  const list = keyedList(h('ul', { class: 'refund-cases' }), (row) => row.caseId, caseOf);
  const shown = shortened(list, AT_FIRST, 'refunds');
  return {
    element: h('section', { class: 'panel', 'aria-labelledby': 'refunds-title' },
      h('h2', { id: 'refunds-title' }, t('refunds.title')), sum.element, list.element, shown.button),
    update({ cases, refunds }) {
      sum.update(refunds);
      shown.update(cases);
    },
  };
}

function sumOf(refunds) {
  if (refunds.cases === 0) return h('p', { class: 'soft' }, t('refunds.none'));
  return [
    h('p', { class: 'big-money' }, amounts(refunds.amounts, 'settled') || '–'),
    h('p', { class: 'soft' }, t('refunds.sum', {
      settled: refunds.settled, requested: refunds.requested, completed: refunds.completed, cases: refunds.cases })),
    refunds.failed > 0 && h('p', { class: 'is-bad' }, t('refunds.failed', { count: refunds.failed, n: refunds.failed })),
  ];
}

function caseOf(row) {
  return h('li', { 'data-case': row.caseId },
    h('div', { class: 'refund-head' },
      h('a', { href: `#/case/${encodeURIComponent(row.caseId)}` }, row.title ?? row.listingId),
      h('span', { class: `chip is-${row.completedAt ? 'good' : 'wait'}` }, stateOf(row))),
    h('p', { class: 'soft' }, term('category', row.category), row.ground ? ` · ${term('ground', row.ground)}` : '',
      row.standing && [' · ', h('span', { class: row.standing === 'BREACHED' ? 'is-bad' : null, 'data-standing': row.standing }, term('standing', row.standing))]),
    refundProgress(row));
}

function stateOf(row) {
  if (row.completedAt) return t('refund.completed');
  if (row.openedAt) return t('refund.paying');
  return t(row.confirmedAt ? 'refund.confirmed' : 'refund.blocked');
}

/** How many purchases of a case are paid back, and how much money. */
export function refundProgress(row) {
  const done = row.settled + row.failed + row.stopped;
  const words = row.requested > 0
    ? t('refund.progress', { settled: row.settled, requested: row.requested })
    : t(row.completedAt ? 'refund.nothing' : 'refund.soon');
  const money = row.settled > 0 ? amounts(row.amounts, 'settled') : '';
  return [
    h('progress', { max: Math.max(1, row.requested), value: row.completedAt && row.requested === 0 ? 1 : done, 'aria-label': words }),
    h('p', { class: 'refund-numbers' }, h('span', null, words), money && h('b', null, money)),
    row.failed > 0 && h('p', { class: 'is-bad' }, t('refunds.failed', { count: row.failed, n: row.failed })),
    row.stopped > 0 && h('p', { class: 'soft' }, t('refund.stopped', { n: number(row.stopped) })),
  ];
}

/** The facts of a case's refunds, in words. */
export function refundFacts(refunds) {
  return [
    refunds.openedAt && t('refund.opened', { day: day(refunds.openedAt) }),
    refunds.completedAt && t('refund.ended', { day: day(refunds.completedAt) }),
  ].filter(Boolean).join(' · ');
}
