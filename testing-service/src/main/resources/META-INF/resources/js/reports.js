import { button, el, toldPlace } from './build.js';
import { showTime } from './dates.js';
import { limitOf, reasonOf, whyOf } from './says.js';
import { send } from './service.js';
import { uploader } from './upload.js';
import { name, say } from './words.js';
import { verdictTag } from './worklist.js';

/** The reports that were sent on an order, the last one first, and what may follow. */
export function reportList(order, sent, again) {
  const draft = order.status === 'ACCEPTED' || order.status === 'ORDERED';
  return el('section.sheet', {},
    el('div.line.apart', {}, el('h2', {}, say('reports')),
      draft && el('a.as-button.main', { href: `#/order/${order.testOrderId}/report` }, say('report')),
      order.status === 'CLOSED' && el('a.as-button', { href: `#/order/${order.testOrderId}/correction` }, say('correct'))),
    sent.length > 0 ? el('ul.reports', {}, [...sent].reverse().map((report) => one(order, report, again))) : el('p.quiet', {}, say('reports.none')));
}

function one(order, { judged, document }, again) {
  return el('li', { 'data-report': `${judged.reportNo}/${judged.revision}` },
    el('p.line', {}, el('h3', {}, say('report.no', { no: judged.reportNo, revision: judged.revision })), verdictTag(judged.verdict, judged.reason),
      judged.counts === false && judged.status === 'FINAL' && !judged.submittedBy && el('span.tag', {}, say('report.replaced')),
      judged.mismatch && el('span.tag.open', {}, say('mismatch')), judged.marginal && el('span.tag.open', {}, say('marginal'))),
    el('p.quiet', {}, [showTime(judged.recordedAt), name('reportStatus', judged.status), judged.supersedes && say('report.replaces', { no: judged.supersedes, reason: judged.correctionReason ?? '' })].filter(Boolean).join(' · ')),
    judged.reason && el('p', {}, reasonOf(judged.reason)),
    judged.nonconformities.length > 0 && failures(judged.nonconformities),
    el('details', {}, el('summary', {}, say('report.rows', { n: document.measurements.length })), rows(document)),
    confirmation(order, judged, again),
    uploader(order, judged));
}

/** Where a second person has to confirm a report, it counts only after that. */
function confirmation(order, judged, again) {
  if (!judged.submittedBy || judged.confirmedBy) return null;
  const told = toldPlace(`confirm-${judged.reportNo}-${judged.revision}`);
  const confirm = async () => {
    try {
      await send(`/test-orders/${order.testOrderId}/reports/${encodeURIComponent(judged.reportNo)}/${judged.revision}/confirmation`);
      await again();
    } catch (refusal) {
      told.textContent = whyOf(refusal);
    }
  };
  return el('div', {}, el('p.line', {}, el('span.tag.open', {}, say('confirm.waits')), button('button', say('confirm'), confirm)), told);
}

/** What does not conform, in words. */
export const failures = (found) =>
  el('ul', {}, found.map((row) => el('li', {}, el('b', {}, `${name('item', row.item)} · ${row.part}`), ': ', say('failure', { measured: row.measured, limit: limitOf(row) }), row.ratio && ` (${say('ratio', { ratio: row.ratio })})`)));

const rows = (document) =>
  el('div.wide', {}, el('table.stack', {},
    el('thead', {}, el('tr', {}, ['limits.item', 'field.part', 'field.value', 'limits.method'].map((key) => el('th', { scope: 'col' }, say(key))))),
    el('tbody', {}, document.measurements.map((row) => el('tr', {},
      el('th', { scope: 'row' }, name('item', row.item)),
      el('td', { 'data-name': say('field.part') }, row.part),
      el('td', { 'data-name': say('field.value') }, valueOf(row)),
      el('td', { 'data-name': say('limits.method') }, row.method))))));

function valueOf(row) {
  if (row.kind === 'PASS_FAIL') return name('word', row.value);
  const sign = { BELOW: '< ', ABOVE: '> ' }[row.kind] ?? '';
  return `${sign}${row.value ?? row.loq} ${row.unit}${row.uncertainty ? ` ± ${row.uncertainty}` : ''}`;
}
