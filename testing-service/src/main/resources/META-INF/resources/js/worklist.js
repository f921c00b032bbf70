import { button, choice, el, field, find, toldPlace } from './build.js';
import { daysLeft, showDay, urgency } from './dates.js';
import { reasonOf, whyOf } from './says.js';
import { readAll, send } from './service.js';
import { pages } from './turn.js';
import { laboratory } from './session.js';
import { name, say } from './words.js';

const SIEVES = { OPEN: ['ORDERED', 'ACCEPTED'], ORDERED: ['ORDERED'], ACCEPTED: ['ACCEPTED'], CLOSED: ['CLOSED'], ENDED: ['REFUSED', 'REASSIGNED', 'CANCELLED'] };

let chosen = 'OPEN';

export async function worklistPage() {
  const place = el('div');
  const sieve = choice(Object.keys(SIEVES).map((key) => [key, say(`sieve.${key}`)]), chosen, {
    onchange: async (event) => {
      chosen = event.target.value;
      await fill(place);
    },
  });
  const page = el('div.page', {}, el('header', {}, el('h1', {}, say('worklist')), el('p.quiet', { id: 'sum' })), el('div.sieve', {}, field('status', say('status'), sieve)), place);
  await fill(place, page);
  return page;
}

async function fill(place, page = document) {
  const lists = await Promise.all(SIEVES[chosen].map((status) => readAll(`/test-orders?status=${status}`)));
  const orders = lists.flat().sort((one, other) => one.dueOn.localeCompare(other.dueOn) || one.caseId.localeCompare(other.caseId));
  const count = (urgent) => orders.filter((order) => urgency(order) === urgent).length;
  page.querySelector('#sum').textContent = say('worklist.sum', { n: orders.length, late: count('late'), soon: count('soon') });
  place.replaceChildren(orders.length > 0 ? pages(el('ul.orders'), orders, card) : el('p.sheet', {}, say('worklist.none')));
}

function card(order) {
  const told = toldPlace(`act-${order.testOrderId}`);
  told.setAttribute('role', 'alert');
  const item = el(`li.sheet.${urgency(order)}`, { 'data-order': order.testOrderId },
    el('div.about', {},
      el('p.line', {}, el('a', { href: `#/order/${order.testOrderId}` }, `${name('category', order.category)} · ${order.listingId}`), statusTag(order), dueTag(order)),
      el('p.quiet', {}, [laboratory() === null && order.lab, say('card.items', { n: order.items.length }), order.sampleStep && `${say('sample')}: ${name('step', order.sampleStep)}`].filter(Boolean).join(' · '))),
    el('div.act', {}, acts(order, (done) => item.replaceWith(card(done)), told)),
    told);
  return item;
}

/** What may be done with an order that waits for an answer. @param done gets the order as it is then */
export function acts(order, done, told) {
  const path = `/test-orders/${order.testOrderId}`;
  const attempt = async (act) => {
    try {
      told.textContent = '';
      done(await act());
    } catch (refusal) {
      told.textContent = whyOf(refusal);
    }
  };
  if (order.status === 'ACCEPTED') return el('a.as-button', { href: `#/order/${order.testOrderId}/report` }, say('report'));
  if (order.status !== 'ORDERED') return null;
  const refuse = el('button', { type: 'button', 'aria-expanded': 'false' }, say('refuse'));
  refuse.addEventListener('click', () => {
    const open = refuse.getAttribute('aria-expanded') === 'true';
    refuse.setAttribute('aria-expanded', String(!open));
    if (open) return refuse.nextElementSibling.remove();
    refuse.after(refusalForm(order, (reason) => attempt(() => send(`${path}/refusal`, { reason }))));
    find(`reason-${order.testOrderId}`).focus();
  });
  return [button('button.main', say('accept'), () => attempt(() => send(`${path}/acceptance`))), refuse];
}

function refusalForm(order, refuse) {
  const reason = el('input', { maxlength: 500, required: true });
  const form = el('form.refuse', {}, field(`reason-${order.testOrderId}`, say('refuse.why'), reason), el('p', {}, el('button', { type: 'submit' }, say('refuse.do'))));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    refuse(reason.value.trim());
  });
  return form;
}

export const statusTag = (order) => el(`span.tag${order.status === 'ORDERED' ? '.act' : ''}`, {}, name('status', order.status));

export function dueTag(order) {
  const urgent = urgency(order);
  const left = daysLeft(order.dueOn);
  const words = urgent === 'late' ? say('due.late', { n: -left }) : urgent === 'soon' ? (left === 0 ? say('due.today') : say('due.soon', { n: left })) : null;
  return [el('span.quiet', {}, say('due', { day: showDay(order.dueOn) })), words && el(`span.tag.${urgent === 'late' ? 'no' : 'open'}`, {}, words)];
}

export function verdictTag(verdict, reason) {
  const colour = { PASS: '.yes', FAIL: '.no', INCONCLUSIVE: '.open' }[verdict] ?? '';
  return el(`span.tag${colour}`, { title: reasonOf(reason) || null }, name('verdict', verdict));
}
