import { el, toldPlace } from './build.js';
import { showTime } from './dates.js';
import { receipt } from './receipt.js';
import { reportList } from './reports.js';
import { limitOf } from './says.js';
import { read } from './service.js';
import { name, say } from './words.js';
import { acts, dueTag, statusTag } from './worklist.js';

export async function orderPage(id) {
  const path = `/test-orders/${encodeURIComponent(id)}`;
  const order = await read(path);
  const [plan, sent] = await Promise.all([read(`/plans/${order.plan}/versions/${order.planVersion}`), read(`${path}/reports`)]);
  const told = toldPlace('act');
  told.setAttribute('role', 'alert');
  const again = async () => page.replaceWith(await orderPage(id));
  const page = el('div.page', {},
    el('header', {}, el('h1', {}, `${name('category', order.category)} · ${order.listingId}`), el('p.line', {}, statusTag(order), dueTag(order)), order.endReason && el('p', {}, order.endReason)),
    order.status === 'ORDERED' && el('div.sheet', {}, el('p', {}, say('order.new')), el('div.line', {}, acts(order, again, told)), told),
    el('div.pair', {}, el('div.page', {}, facts(order), limits(order, plan)), el('div.page', {}, order.status !== 'ORDERED' && receipt(order, again), reportList(order, sent.items, again))));
  return page;
}

function facts(order) {
  const row = (key, value) => value && [el('dt', {}, say(key)), el('dd', {}, value)];
  return el('section.sheet', {}, el('h2', {}, say('order')),
    el('dl.know', {},
      row('order.sku', el('b', {}, order.sku)),
      row('order.age', order.ageGroup && name('age', order.ageGroup)),
      row('order.materials', order.materials.map((material) => name('material', material)).join(', ')),
      row('order.ordered', showTime(order.orderedAt)),
      row('order.case', el('code', {}, order.caseId)),
      row('order.id', el('code', {}, order.testOrderId)),
      row('order.lab', order.lab),
      order.retestOf && row(order.referee ? 'order.referee' : 'order.retest', el('code', {}, order.retestOf))));
}

/** What the plan asks, as it was pinned when the order was placed. */
function limits(order, plan) {
  const ordered = new Set(order.items.map((item) => item.item));
  const rows = plan.limits.filter((limit) => limit.verified && ordered.has(limit.item));
  return el('section.sheet', {}, el('h2', {}, say('limits', { plan: plan.plan, version: plan.version })),
    el('div.wide', {}, el('table.stack', {},
      el('thead', {}, el('tr', {}, ['limits.item', 'limits.limit', 'limits.scope', 'limits.method'].map((key) => el('th', { scope: 'col' }, say(key))))),
      el('tbody', {}, rows.map((limit) => el('tr', {},
        el('th', { scope: 'row' }, name('item', limit.item)),
        el('td', { 'data-name': say('limits.limit') }, limitOf({ ...limit, limit: limit.comparator === 'RANGE' ? `${limit.limit}-${limit.upper}` : limit.limit })),
        el('td', { 'data-name': say('limits.scope') }, scopeOf(limit)),
        el('td', { 'data-name': say('limits.method') }, limit.method)))))));
}

const scopeOf = (limit) =>
  [limit.part, ...(limit.materials ?? []).map((material) => name('material', material)), limit.skinContact === true && say('skin')].filter(Boolean).join(', ') || say('limits.all');
