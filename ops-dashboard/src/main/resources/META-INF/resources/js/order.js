import { get } from './api.js';
import { h, part } from './dom.js';
import { dayTime, money, number } from './format.js';
import { timeline } from './timeline.js';
import { t, term } from './words.js';

/** What a buyer bought in one order and what came back. Staff only: the server says so. */
export function orderPage(orderId) {
  const lines = part(h('tbody'), (rows) => rows.map(lineOf));
  const events = timeline(null);
  const element = h('article', { class: 'order' },
    h('header', { class: 'case-head' },
      h('p', { class: 'crumb' }, h('a', { href: '#/' }, t('board'))),
      h('h1', null, t('order', { order: orderId }))),
    h('section', { class: 'panel', 'aria-labelledby': 'lines-title' },
      h('h2', { id: 'lines-title' }, t('order.lines')),
      h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'lines-title' },
        h('table', { class: 'lines' },
          h('caption', { class: 'unseen' }, t('order.lines')),
          h('thead', null, h('tr', null, ['no', 'item', 'quantity', 'amount', 'paid', 'refund'].map((name) =>
            h('th', { scope: 'col', class: name === 'quantity' || name === 'amount' ? 'is-number' : null }, t(`order.${name}`))))),
          lines.element))),
    h('section', { class: 'panel', 'aria-labelledby': 'timeline-title' }, h('h2', { id: 'timeline-title' }, t('timeline')), events.element));
  return {
    element,
    title: () => t('order', { order: orderId }),
    async load() {
      const order = await get(`api/orders/${encodeURIComponent(orderId)}`);
      lines.update(order.lines);
      events.update(order.events);
    },
  };
}

function lineOf(line) {
  const name = line.title ?? line.listingId ?? '–';
  return h('tr', { 'data-line': line.lineNo },
    h('td', null, String(line.lineNo)),
    h('th', { scope: 'row' }, line.caseId ? h('a', { href: `#/case/${encodeURIComponent(line.caseId)}` }, name) : name, ' ', h('span', { class: 'code' }, line.listingId)),
    h('td', { class: 'is-number' }, line.quantity == null ? '–' : number(line.quantity)),
    h('td', { class: 'is-number' }, line.currency ? money(line.amount, line.currency) : '–'),
    h('td', null, line.paidAt ? dayTime(line.paidAt) : '–', ' ', line.cancelledAt && h('span', { class: 'chip is-wait' }, t('order.cancelled'))),
    h('td', null, line.refund
      ? [h('span', { class: `chip is-${toneOf(line.refund.state)}` }, term('refund', line.refund.state)), ' ', money(line.refund.amount, line.refund.currency)]
      : '–'));
}

function toneOf(state) {
  return { SETTLED: 'good', FAILED: 'bad' }[state] ?? 'wait';
}
