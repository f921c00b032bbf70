import { get } from './api.js';
import { h, part } from './dom.js';
import { dayTime, measured, monthName, number, percent } from './format.js';
import { explanationPart } from './explanation.js';
import { refundFacts, refundProgress } from './refunds.js';
import { safeFacts } from './safe.js';
import { limitOf } from './tell.js';
import { timeline } from './timeline.js';
import { isStaff } from './token.js';
import { t, term } from './words.js';

const PATH = ['SELECTED', 'ORDERED', 'REPORTED', 'FAILED', 'BLOCKED', 'CONFIRMED', 'REFUNDED'];
/** Further words for a stage: verified is more than confirmed, a breach takes the confirmation back. */
const INSTEAD = { VERIFIED: { CONFIRMED: 'VERIFIED' }, BREACHED: { BLOCKED: 'BREACHED' } };
const ENDED_WELL = ['PASSED', 'INCONCLUSIVE', 'UNROUTABLE', 'RELEASED'];

/** One listing in one month: its facts, and everything that happened to it with the cause. @param eventId a row to go to */
export function casePage(caseId, eventId) {
  const address = `#/case/${encodeURIComponent(caseId)}`;
  const head = part(h('header', { class: 'case-head' }), headOf);
  const facts = part(h('section', { class: 'panel', 'aria-labelledby': 'facts-title' }), factsOf);
  const safe = part(h('section', { class: 'panel', 'aria-labelledby': 'case-safe-title' }), safeFacts);
  const findings = part(h('section', { class: 'panel', 'aria-labelledby': 'findings-title' }), findingsOf);
  const refunds = part(h('section', { class: 'panel', 'aria-labelledby': 'refund-title' }), refundsOf);
  const explanation = explanationPart();
  const events = timeline((id) => `${address}/${encodeURIComponent(id)}`);
  const more = h('button', { class: 'tool', type: 'button', hidden: true }, t('more'));
  const element = h('article', { class: 'case' }, head.element,
    h('div', { class: 'columns case-columns' },
      h('section', { class: 'panel', 'aria-labelledby': 'timeline-title' }, h('h2', { id: 'timeline-title' }, t('timeline')), events.element, more),
      h('div', { class: 'case-side' }, facts.element, safe.element, explanation.element, findings.element, refunds.element)));

  let title = caseId;
  let pages = 1;
  const load = async () => {
    const path = `api/cases/${encodeURIComponent(caseId)}`;
    const shown = await get(path);
    const items = [...shown.events.items];
    let next = shown.events.next;
    for (let page = 1; page < pages && next; page++) {
      const following = await get(`${path}?after=${encodeURIComponent(next)}`);
      items.push(...following.events.items);
      next = following.events.next;
    }
    title = shown.title ?? shown.listingId;
    const { events: ignored, ...known } = shown;
    head.update(known);
    facts.update(known);
    safe.update(known.timeToSafe ?? null);
    safe.element.hidden = !known.timeToSafe;
    findings.update(known.nonconformities ?? []);
    findings.element.hidden = !known.nonconformities?.length;
    refunds.update(known.refunds && { ...known.refunds, notices: known.notices });
    refunds.element.hidden = !known.refunds || (!known.blockedAt && !known.refunds.openedAt);
    explanation.update({ staff: isStaff(), month: known.month, listingId: known.listingId });
    events.update(items);
    more.hidden = !next;
  };
  more.addEventListener('click', async () => {
    pages += 1;
    more.disabled = true;
    await load().finally(() => (more.disabled = false));
  });
  return { element, title: () => title, load, arrive: () => eventId && events.goTo(eventId) };
}

function headOf(known) {
  return [
    h('p', { class: 'crumb' }, h('a', { href: '#/' }, t('board')), ` › ${monthName(known.month)}`),
    h('h1', null, known.title ?? known.listingId),
    h('p', { class: 'case-sub' },
      known.state && h('span', { class: `chip state is-${known.state.toLowerCase()}`, 'data-state': known.state }, term('state', known.state)),
      h('span', null, term('category', known.category)), h('span', { class: 'code' }, known.listingId)),
    pathOf(known.state),
  ];
}

/** How far the case has come on the seven stages. */
function pathOf(state) {
  if (!state) return null;
  const well = ENDED_WELL.includes(state);
  const steps = well ? ['SELECTED', ...(state === 'UNROUTABLE' ? [] : ['ORDERED']), state] : PATH.map((step) => INSTEAD[state]?.[step] ?? step);
  const reached = steps.indexOf(state);
  return h('ol', { class: 'path', 'aria-label': t('path') }, steps.map((step, i) =>
    h('li', { class: i <= reached ? 'is-done' : 'is-open', 'data-stage': step, 'aria-current': i === reached ? 'step' : null },
      term((well || INSTEAD[state]) && i === reached ? 'state' : 'stage', step))));
}

function factsOf(known) {
  const rows = [
    ['case', known.caseId, 'code'],
    ['listing', known.listingId, 'code'],
    ['seller', known.sellerId, 'code'],
    ['category', term('category', known.category)],
    ['rank', known.rank && t('fact.rank.of', { rank: known.rank, category: term('category', known.category) })],
    ['orders', known.orders && number(known.orders)],
    ['lab', known.lab],
    ['verdict', known.verdict && term('outcome', known.verdict)],
    ['blockedAt', known.blockedAt && dayTime(known.blockedAt)],
    ['standing', known.standing && (known.standingAt ? `${term('standing', known.standing)}, ${dayTime(known.standingAt)}` : term('standing', known.standing))],
    ['confirmedAt', known.confirmedAt && dayTime(known.confirmedAt)],
  ];
  return [
    h('h2', { id: 'facts-title' }, t('facts')),
    h('dl', { class: 'facts' }, rows.filter(([, value]) => value).map(([name, value, look]) =>
      [h('dt', null, t(`fact.${name}`)), h('dd', { class: look ?? null, 'data-fact': name }, value)])),
  ];
}

function findingsOf(rows) {
  return [
    h('h2', { id: 'findings-title' }, t('findings')),
    h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'findings-title' },
      h('table', { class: 'findings' },
        h('caption', { class: 'unseen' }, t('findings')),
        h('thead', null, h('tr', null, ['item', 'part', 'measured', 'limit', 'ratio'].map((name) => h('th', { scope: 'col' }, t(`column.${name}`))))),
        rows.map((row) => h('tbody', null,
          h('tr', null,
            h('th', { scope: 'row' }, term('item', row.item)),
            h('td', null, term('part', row.part)),
            h('td', { class: 'is-bad' }, row.measured === 'FAIL' ? t('finding.not.met') : measured(row.measured, row.unit)),
            h('td', null, limitOf(row)),
            h('td', null, row.ratio ? t('finding.times', { ratio: row.ratio }) : '–')),
          h('tr', { class: 'source' }, h('td', { colspan: 5 }, `${t('finding.source')}: ${row.source ?? '–'}`)))))),
  ];
}

function refundsOf(refunds) {
  if (!refunds) return [];
  return [
    h('h2', { id: 'refund-title' }, t('refunds')),
    refundProgress(refunds),
    h('p', { class: 'soft' }, refundFacts(refunds)),
    refunds.notices?.requested > 0 && noticesOf(refunds.notices),
  ];
}

/** How many buyers were told, and how many of them it reached. */
function noticesOf({ requested, delivered, bounced }) {
  const share = t('buyers.share', { share: percent(delivered, requested) });
  return [
    h('p', { class: 'refund-numbers', 'data-notices': requested },
      h('span', null, t('buyers.told', { delivered, requested })), h('b', null, share)),
    bounced > 0 && h('p', { class: 'is-bad', 'data-bounced': bounced }, t('buyers.bounced', { count: bounced, n: bounced })),
  ];
}
