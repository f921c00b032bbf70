import { get } from './api.js';
import { setClock } from './clock.js';
import { byId, h, part } from './dom.js';
import { amounts, day, dayTime, monthName, number } from './format.js';
import { funnelPart, verdictsPart } from './funnel.js';
import { labsPart } from './labs.js';
import { newsPart } from './news.js';
import { refundCasesPart } from './refunds.js';
import { safePart } from './safe.js';
import { suspicionsPart } from './suspicions.js';
import { isStaff } from './token.js';
import { pieces, t, term } from './words.js';

/** The board's facts; the header (months, clock) follows them whatever page is shown. */
export async function readBoard(month) {
  const board = await get(`api/board${month ? `?month=${encodeURIComponent(month)}` : ''}`);
  setClock(board.now, board.speed);
  const select = byId('month');
  if ([...select.options].map((option) => option.value).join() !== board.months.join()) {
    select.replaceChildren(...board.months.map((name) => h('option', { value: name }, monthName(name))));
  }
  if (board.month) select.value = board.month;
  select.disabled = board.months.length < 2;
  return board;
}

export function boardPage(month) {
  const lead = part(h('section', { class: 'lead' }), leadOf);
  const notices = part(h('div', { class: 'notices' }), noticesOf);
  const funnel = funnelPart();
  const verdicts = verdictsPart();
  const news = newsPart();
  const refundCases = refundCasesPart();
  const safe = safePart();
  const suspicions = suspicionsPart();
  const labs = labsPart();
  const rest = h('div', null,
    notices.element,
    h('section', { class: 'panel', 'aria-labelledby': 'funnel-title' },
      h('h2', { id: 'funnel-title' }, t('funnel.title')), funnel.element, verdicts.element),
    h('div', { class: 'columns' }, refundCases.element, news.element),
    suspicions.element,
    safe.element,
    labs.element);
  const element = h('div', { class: 'board' }, lead.element, rest);

  let title = t('board.none');
  return {
    element,
    title: () => title,
    async load() {
      const board = await readBoard(month);
      title = board.month ? monthName(board.month) : t('board.none');
      lead.update(board);
      rest.hidden = board.month == null;
      if (board.month == null) return;
      const staff = board.view === 'STAFF';
      notices.update({ staff, parked: board.parked, books: board.books, signedIn: isStaff() });
      funnel.update(board.funnel);
      verdicts.update(board.verdicts);
      refundCases.update({ cases: board.refundCases, refunds: board.refunds });
      news.update(board.happenings);
      suspicions.update({ staff, suspicions: board.suspicions });
      safe.update(board.timeToSafe);
      labs.update({ staff, labs: board.labs });
    },
  };
}

function leadOf(board) {
  if (board.month == null) return [h('h1', null, t('board.none')), h('p', { class: 'lead-say' }, t('board.none.why'))];
  return [
    h('p', { class: 'lead-what' }, t('programme')),
    h('h1', null, monthName(board.month)),
    h('p', { class: 'lead-say' }, sayMonth(board)),
    board.campaign && h('p', { class: 'soft' },
      t('lead.campaign', { rule: term('rule', board.campaign.rule), day: day(board.campaign.closedAt), listings: board.feed.listings, lines: board.feed.orderLines })),
  ];
}

/** The month in one or two sentences, as far as it has come. */
function sayMonth(board) {
  const bold = (value) => () => h('b', null, typeof value === 'number' ? t('n', { n: value }) : value);
  const count = Object.fromEntries(board.funnel.map((stage) => [stage.stage, stage.count]));
  const feed = { listings: bold(board.feed.listings), lines: bold(board.feed.orderLines) };
  if (!board.campaign) return pieces('lead.collecting', feed);
  const { passed, failed, inconclusive, unroutable } = board.verdicts;
  const judged = passed + failed + inconclusive + unroutable;
  const selected = count.SELECTED;
  const paid = amounts(board.refunds.amounts, 'settled');
  const values = { selected: bold(selected), judged: bold(judged), passed: bold(passed), failed: bold(failed), confirmed: bold(count.CONFIRMED),
    paid: bold(paid), settled: bold(board.refunds.settled), cases: bold(board.refunds.completed) };
  const first = pieces(judged < selected ? 'lead.testing' : 'lead.tested', values);
  if (failed === 0) return first;
  const over = judged >= selected && count.CONFIRMED >= failed && board.refunds.completed >= board.refunds.cases && count.REFUNDED >= failed;
  return [...first, ' ', ...pieces(over ? 'lead.over' : board.refunds.settled > 0 ? 'lead.paying' : 'lead.blocking', values)];
}

function noticesOf(known) {
  return [parkedOf(known), booksOf(known.books)];
}

/** The number that must be 0: what the refund cases, the orders and the provider's statement do not agree on. */
function booksOf(books) {
  if (!books) return null;
  const { differences: n, cases } = books;
  const when = t('books.at', { at: dayTime(books.at), n: number(cases), count: cases });
  return n === 0
    ? h('p', { class: 'notice is-good', 'data-differences': n }, t('books.agree'), ' ', when)
    : h('p', { class: 'notice is-bad', 'data-differences': n }, h('b', null, t('books.differ', { count: n, n })), ' ', t('books.why'), ' ', when);
}

function parkedOf({ staff, parked, signedIn }) {
  if (!staff) return h('p', { class: 'notice' }, h('b', null, t('public.title')), ' ', t(signedIn ? 'public.refused' : 'public.why'));
  if (!parked) return h('p', { class: 'notice is-good' }, t('parked.none'));
  return h('p', { class: 'notice is-bad' }, h('b', null, t('parked', { count: parked, n: parked })), ' ', t('parked.why'));
}
