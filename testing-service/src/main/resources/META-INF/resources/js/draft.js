/** A report while it is written. Kept in the browser at every keystroke, so that nothing typed is lost. */

const keyOf = (order, correcting) => `import-safety.${correcting ? 'correction' : 'draft'}.${order.testOrderId}`;

export function keptDraft(order, correcting) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(order, correcting)));
  } catch (unreadable) {
    return null;
  }
}

/** @return whether the browser keeps it */
export function keep(order, correcting, draft) {
  try {
    localStorage.setItem(keyOf(order, correcting), JSON.stringify(draft));
    return true;
  } catch (full) {
    return false;
  }
}

export function drop(order, correcting) {
  try {
    localStorage.removeItem(keyOf(order, correcting));
  } catch (closed) {
    // then nothing was kept either
  }
}

/** One row per ordered item, on one part, which is of the listing's first material until the laboratory knows better. */
export function emptyDraft(order, plan) {
  const draft = { reportNo: '', revision: '0', status: 'FINAL', labVerdict: 'NONE', decisionRule: plan.decisionRule, parts: [], rows: [], next: 1 };
  addPart(draft, order, plan, order.materials[0]);
  draft.parts[0].part = 'body';
  return draft;
}

/** The report to be corrected, as the next revision that replaces it. */
export function correctionDraft({ judged, document }) {
  const { parts, measurements, ...rest } = document;
  const draft = { ...rest, next: 1 };
  draft.parts = parts.map((part) => ({ ...part, id: `p${draft.next++}` }));
  draft.rows = measurements.map(({ part, ...row }) => ({ ...row, partId: draft.parts.find((each) => each.part === part)?.id, id: `r${draft.next++}` }));
  draft.receivedAt = day(document.receivedAt);
  draft.testedFrom = day(document.testedFrom);
  draft.testedTo = day(document.testedTo);
  return Object.assign(draft, { issuedAt: '', documentSha256: '', supersedes: judged.reportNo, correctionReason: '', revision: String(judged.revision + 1), status: 'FINAL' });
}

const day = (moment) => (moment.length === 10 ? moment : new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(Date.parse(moment)));

/** Where a limit asks whether a part touches the skin, it does until the laboratory says no: the stricter guess. */
export function addPart(draft, order, plan, material = '') {
  const part = { id: `p${draft.next++}`, part: '', material, skinContact: plan.limits.some((limit) => limit.verified && limit.skinContact === true) };
  draft.parts.push(part);
  order.items.forEach((item) => addRow(draft, plan, item, part.id));
  return part;
}

/** @param item with its method, as ordered */
export function addRow(draft, plan, item, partId) {
  const limit = plan.limits.find((each) => each.verified && (each.item === item.item || each.sumOf?.includes(item.item)));
  const row = { id: `r${draft.next++}`, item: item.item, method: item.method, partId, kind: limit?.comparator === 'PASS' ? 'PASS_FAIL' : 'NUMBER', unit: limit?.comparator === 'PASS' ? '' : (limit?.unit ?? ''), accredited: true };
  draft.rows.push(row);
  return row;
}

export function removePart(draft, part) {
  draft.parts = draft.parts.filter((each) => each !== part);
  draft.rows = draft.rows.filter((row) => row.partId !== part.id);
}

export const isBlank = (row) => !row.value && !row.loq;

/** Rows that no limit is about and that are empty are no part of the report. */
export const rowsToSend = (draft) => draft.rows.filter((row) => !(row.off && isBlank(row)));

/** As it is posted: what is empty is left out, numbers stay text. */
export function bodyOf(draft) {
  const { parts, rows, next, documentName, ...plain } = draft;
  const names = new Map(parts.map((part) => [part.id, part.part]));
  return {
    ...filled(plain),
    revision: /^\d{1,9}$/.test(draft.revision) ? Number(draft.revision) : draft.revision,
    parts: parts.map(({ id, ...part }) => filled(part)),
    measurements: rowsToSend(draft).map(({ id, partId, off, unit, ...row }) => filled({ ...row, part: names.get(partId), unit: row.kind === 'PASS_FAIL' ? null : unit })),
  };
}

const filled = (fields) =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, typeof value === 'string' ? value.trim() : value]).filter(([, value]) => value !== '' && value != null));
