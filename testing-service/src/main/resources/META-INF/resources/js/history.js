import { el, field } from './build.js';
import { showDay } from './dates.js';
import { readAll } from './service.js';
import { pages } from './turn.js';
import { name, say } from './words.js';
import { verdictTag } from './worklist.js';

/** Closed orders, the latest first; found by anything that stands in their line. */
export async function historyPage() {
  const orders = (await readAll('/test-orders?status=CLOSED')).sort((one, other) => other.dueOn.localeCompare(one.dueOn) || other.caseId.localeCompare(one.caseId));
  const place = el('div');
  const wanted = el('input', { type: 'search', oninput: () => fill() });
  const fill = () => {
    const words = wanted.value.trim().toLowerCase();
    const fits = orders.filter((order) => `${order.reportNo} ${order.listingId} ${order.caseId} ${name('category', order.category)}`.toLowerCase().includes(words));
    place.replaceChildren(fits.length > 0 ? pages(el('ul.orders'), fits, line) : el('p.sheet', {}, say('history.none')));
  };
  fill();
  return el('div.page', {}, el('header', {}, el('h1', {}, say('history')), el('p.quiet', {}, say('history.sum', { n: orders.length }))), el('div.sieve', {}, field('wanted', say('history.find'), wanted)), place);
}

const line = (order) =>
  el('li.sheet', { 'data-order': order.testOrderId },
    el('div.about', {},
      el('p.line', {}, el('a', { href: `#/order/${order.testOrderId}` }, say('report.no', { no: order.reportNo, revision: order.revision })), verdictTag(order.verdict)),
      el('p.quiet', {}, `${name('category', order.category)} · ${order.listingId} · ${say('due', { day: showDay(order.dueOn) })}`)));
