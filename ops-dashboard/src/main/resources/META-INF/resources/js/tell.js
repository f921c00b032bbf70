import { h } from './dom.js';
import { amounts, calendarDay, day, dayTime, measured, money } from './format.js';
import { has, t, term } from './words.js';

/** What each type of event fills into its sentence, where that is more than the event's own fields. */
const VALUES = {
  ListingPublished: (f) => ({ category: term('category', f.category), seller: f.sellerId }),
  ProductSelected: (f) => ({ category: term('category', f.category), rank: f.rank, count: f.orders, orders: f.orders }),
  ProductSkipped: (f) => ({ category: term('category', f.category), reason: term('skip', f.reason) }),
  CampaignClosed: (f) => ({ rule: term('rule', f.rule) }),
  TestOrdered: (f) => ({ due: calendarDay(f.dueOn), items: (f.items ?? []).map((row) => term('item', row.item)).join(', ') }),
  SampleMoved: (f) => ({ step: term('step', f.step) }),
  TestUnroutable: (f) => ({ reason: term('unroutable', f.reason), category: term('category', f.category) }),
  TestFailed: (f) => ({ findings: findings(f.nonconformities) }),
  TestInconclusive: (f) => ({ reason: openReason(f.reason) }),
  TestCorrected: (f) => ({ before: term('outcome', f.previousVerdict), after: term('outcome', f.verdict) }),
  TestOverdue: (f) => ({ due: calendarDay(f.dueOn) }),
  SaleBlocked: (f) => ({ by: dayTime(f.respondBy), severity: term('severity', f.severity), ground: term('ground', f.ground) }),
  BlockReported: (f) => ({ status: term('status', f.status) }),
  BlockIncomplete: (f) => ({ status: term('status', f.status) }),
  BlockVerified: (f) => ({ probe: term('probe', f.probe) }),
  BlockBreached: (f) => ({ probe: term('probe', f.probe) }),
  SaleHeld: (f) => ({ until: dayTime(f.until) }),
  AppealDecided: (f) => ({ decision: term('decision', f.decision) }),
  SuspicionDecided: (f) => ({ decision: term('decision', f.decision) }),
  SaleUnblocked: (f) => ({ cause: term('release', f.cause) }),
  RefundCaseOpened: (f) => ({ from: day(f.refundFrom) }),
  RefundCaseCompleted: (f) => ({ amounts: amounts(f.amounts) || '–' }),
  RefundRequested: payment,
  RefundSettled: payment,
  RefundFailed: payment,
  RefundStopped: payment,
  OrderLinePaid: payment,
  OrderLineRefunded: payment,
};

function payment(f) {
  return { amount: f.currency ? money(f.amount, f.currency) : '–', reason: term('refusal', f.reason), line: f.lineNo == null ? '' : String(f.lineNo) };
}

/** The event in words; of an unknown type its name. */
export function tell(event) {
  if (event.count != null) return t(`folded.${event.type}`, { count: event.count, n: event.count, amounts: amounts(event.amounts) });
  const key = keyOf(event);
  if (!event.fields || !has(key)) return typeName(event.type);
  try {
    return t(key, { ...event.fields, ...VALUES[event.type]?.(event.fields) });
  } catch (incomplete) {
    return typeName(event.type); // an event that lacks a field: the fields are shown beside it
  }
}

/** A hold whose end is not ahead has ended. */
function keyOf(event) {
  const ended = event.type === 'SaleHeld' && new Date(event.fields?.until) <= new Date(event.occurredAt);
  return `event.${event.type}${ended ? '.ended' : ''}`;
}

/** A type's name as a noun: "failed test". */
export const typeName = (type) => term('type', type);

/** The first finding in full, the others counted. */
function findings(rows) {
  if (!rows?.length) return '–';
  const more = rows.length - 1;
  return finding(rows[0]) + (more > 0 ? ` ${t('finding.more', { count: more, n: more })}` : '');
}

/** One broken limit: lead 412 mg/kg, limit 100 mg/kg (4.12 times). */
export function finding(row) {
  const values = { item: term('item', row.item), measured: measured(row.measured, row.unit), limit: limitOf(row), ratio: row.ratio };
  if (row.comparator === 'PASS') return t('finding.PASS', values);
  if (row.comparator === 'BANNED') return t('finding.BANNED', values);
  return t(row.ratio ? 'finding.ratio' : 'finding', values);
}

/** What would have been allowed. */
export function limitOf(row) {
  switch (row.comparator) {
    case 'BANNED': return t('limit.BANNED');
    case 'PASS': return t('limit.PASS');
    case 'RANGE': return measured(row.limit.replace('-', '–'), row.unit);
    case 'GE': return `≥ ${measured(row.limit, row.unit)}`;
    case 'LT': return `< ${measured(row.limit, row.unit)}`;
    default: return measured(row.limit, row.unit);
  }
}

/** "formaldehyde: LOQ_ABOVE_LIMIT", or a code alone. */
function openReason(reason) {
  const [, items, code] = /^(?:(.*): )?([A-Z_]+)$/.exec(reason ?? '') ?? [null, null, reason];
  const named = items ? `${items.split(', ').map((item) => term('item', item)).join(', ')}: ` : '';
  return named + term('open', code);
}

const TONES = {
  good: ['TestPassed', 'BlockConfirmed', 'BlockVerified', 'RefundSettled', 'RefundCaseCompleted', 'SaleUnblocked', 'BuyerNoticeDelivered', 'OrderLineRefunded'],
  bad: ['TestFailed', 'SaleBlocked', 'BlockIncomplete', 'BlockOverdue', 'BlockBreached', 'RefundFailed', 'EventParked', 'RelistingSuspected'],
  wait: ['TestInconclusive', 'TestUnroutable', 'TestOverdue', 'TestOrderRefused', 'TestReassigned', 'SaleHeld', 'AppealOpened', 'RefundCaseHeld', 'RefundCasePaused', 'ProductSkipped',
    'RefundStopped', 'OrderLineCancelled'],
};

export function toneOf(event) {
  return Object.keys(TONES).find((tone) => TONES[tone].includes(event.type)) ?? 'plain';
}

/** A folded row grows while its hour lasts, so its id alone does not tell one state from the next. */
export const idOf = (event) => `${event.id}/${event.type}`;

export const caseIdOf = (event) => event.caseId ?? event.fields?.caseId ?? null;

/** The case's title as a link, with a space after it; only the title where the event is of no case. */
export function caseLink(event) {
  const caseId = caseIdOf(event);
  const name = event.title ?? event.listingId ?? event.fields?.listingId;
  if (!name) return null;
  if (!caseId) return [name, ' '];
  return [h('a', { href: `#/case/${encodeURIComponent(caseId)}` }, name), ' '];
}
