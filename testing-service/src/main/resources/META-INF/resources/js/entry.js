import { choice, el, field, find, tellAt } from './build.js';
import { checker, errorsAt } from './check.js';
import { bodyOf, correctionDraft, drop, emptyDraft, keep, keptDraft, rowsToSend } from './draft.js';
import { sha256 } from './hash.js';
import { partsSection } from './parts.js';
import { failures } from './reports.js';
import { resultsSection } from './results.js';
import { reasonOf, whyOf } from './says.js';
import { exchange, read } from './service.js';
import { uploader } from './upload.js';
import { name, say } from './words.js';

/** The documents chosen in this window, by order: a draft in the browser's memory cannot hold a file. */
const documents = new Map();

/**
 * The entry of a report. What the sections share: the order, its plan, the draft, `bind` (a control to a field of the draft), `changed`
 * (the draft is another one), `rebuildResults`, the fields that the reader has left, and whether the reader insists on sending.
 */
export async function entryPage(id, correcting) {
  const order = await read(`/test-orders/${encodeURIComponent(id)}`);
  const plan = await read(`/plans/${order.plan}/versions/${order.planVersion}`);
  const kept = keptDraft(order, correcting);
  const form = { order, plan, correcting, draft: kept ?? (await freshDraft(order, plan, correcting)), left: new Set(), insists: false };
  const check = checker(form);
  form.changed = () => {
    keep(order, correcting, form.draft);
    check.soon();
  };
  form.bind = (control, owner, key, after) => bind(form, control, owner, key, after);
  form.rebuildResults = () => {
    find('results').replaceWith(resultsSection(form));
    form.changed();
  };
  const page = build(form, kept !== null);
  queueMicrotask(check.now);
  return page;
}

async function freshDraft(order, plan, correcting) {
  if (!correcting) return emptyDraft(order, plan);
  const sent = (await read(`/test-orders/${order.testOrderId}/reports`)).items;
  const last = sent.find(({ judged }) => judged.reportNo === order.reportNo && judged.revision === order.revision) ?? sent.at(-1);
  return last ? correctionDraft(last) : emptyDraft(order, plan);
}

function bind(form, control, owner, key, after = form.changed) {
  if (typeof owner[key] === 'boolean') control.checked = owner[key];
  else control.value = owner[key] ?? '';
  control.addEventListener('input', () => {
    owner[key] = control.type === 'checkbox' ? control.checked : control.value;
    after();
  });
  control.addEventListener('blur', () => {
    form.left.add(control.id);
    form.changed();
  });
  return control;
}

function build(form, restored) {
  const { order, draft, correcting } = form;
  const text = (key, attributes) => field(key, say(`field.${key}`), form.bind(el('input', { autocomplete: 'off', ...attributes }), draft, key));
  const day = (key) => text(key, { type: 'date' });
  const over = el('button', { type: 'button' }, say('draft.over'));
  over.addEventListener('click', async () => {
    drop(order, correcting);
    page.replaceWith(await entryPage(order.testOrderId, correcting));
  });
  const page = el('form.entry', { novalidate: true },
    el('header.page', {}, el('p', {}, el('a', { href: `#/order/${order.testOrderId}` }, `← ${name('category', order.category)} · ${order.listingId}`)), el('h1', {}, say(correcting ? 'correction' : 'entry')), el('p.quiet', {}, say('entry.kept'))),
    restored && el('p.note', {}, say('draft.restored'), over),
    el('div', { id: 'refused', role: 'alert' }),
    correcting && el('section.sheet', {}, el('h2', {}, say('correction.what', { no: draft.supersedes })), field('correctionReason', say('field.correctionReason'), form.bind(el('textarea', { maxlength: 500 }), draft, 'correctionReason'))),
    el('section.sheet', {}, el('h2', {}, say('entry.report')),
      el('div.two', {}, text('reportNo', { maxlength: 64 }), text('revision', { inputmode: 'numeric' }), field('status', say('field.status'), form.bind(choice(['FINAL', 'PARTIAL'].map((each) => [each, name('reportStatus', each)]), draft.status), draft, 'status')), text('sampleId', { maxlength: 64 })),
      el('div.two', {}, day('receivedAt'), day('testedFrom'), day('testedTo'), day('issuedAt'))),
    partsSection(form),
    resultsSection(form),
    statement(form, text),
    el('div.bar', {}, el('p', { id: 'sum', role: 'status' }), el('button.main', { type: 'submit' }, say(correcting ? 'send.correction' : 'send'))));
  page.addEventListener('submit', async (event) => {
    event.preventDefault();
    const submit = page.querySelector('[type=submit]');
    submit.disabled = true;
    await post(form, page);
    submit.disabled = false;
  });
  return page;
}

/** What the laboratory says itself (ISO/IEC 17025:2017, 7.8.6), who answers for it, and the signed document. */
function statement(form, text) {
  const { draft, order } = form;
  const word = (each) => {
    const radio = el('input', { type: 'radio', name: 'labVerdict', value: each, checked: draft.labVerdict === each });
    radio.addEventListener('change', () => {
      draft.labVerdict = each;
      form.changed();
    });
    return el('label.tick', {}, radio, name('labVerdict', each));
  };
  const hash = el('output.hash', {}, draft.documentSha256 && hashLine(draft));
  const file = el('input', { type: 'file', accept: 'application/pdf,.pdf' });
  file.addEventListener('change', async () => {
    if (!file.files[0]) return;
    documents.set(order.testOrderId, file.files[0]);
    draft.documentSha256 = await sha256(file.files[0]);
    draft.documentName = file.files[0].name;
    hash.replaceChildren(...hashLine(draft));
    form.changed();
  });
  return el('section.sheet', {}, el('h2', {}, say('statement')),
    el('fieldset', {}, el('legend', {}, say('field.labVerdict')), el('div.choices', {}, ['PASS', 'FAIL', 'NONE'].map(word))),
    el('div.two', {}, text('decisionRule', { maxlength: 100 }), text('signedBy', { maxlength: 100 })),
    field('documentSha256', say('field.documentSha256'), file), hash);
}

const hashLine = (draft) => [`${draft.documentName ?? ''} SHA-256 `, el('code', {}, draft.documentSha256)];

async function post(form, page) {
  const sent = rowsToSend(form.draft);
  const body = bodyOf(form.draft);
  form.insists = true;
  find('refused').replaceChildren();
  try {
    const { status, content } = await exchange(`/test-orders/${form.order.testOrderId}/reports`, body);
    drop(form.order, form.correcting);
    const told = verdictPage(form, content, status === 202);
    page.replaceWith(told);
    scrollTo(0, 0);
    told.querySelector('h1').focus();
  } catch (refusal) {
    if (refusal.status === undefined) throw refusal;
    refused(form, sent, refusal);
  }
}

function refused(form, sent, refusal) {
  if (refusal.status === 422) {
    errorsAt(form, sent, refusal.errors);
    const first = document.querySelector('main [aria-invalid="true"]');
    first?.closest('details')?.setAttribute('open', '');
    first?.focus();
    return;
  }
  if (refusal.status === 409 && refusal.message.startsWith('A report of this number')) {
    tellAt('reportNo', say('conflict.number'));
    find('reportNo').focus();
    return;
  }
  const words = refusal.status === 409 ? say('conflict.kept', { why: refusal.message }) : whyOf(refusal);
  find('refused').replaceChildren(el('p.note.no', {}, words));
  find('refused').scrollIntoView({ block: 'center' });
}

/** @param waits whether a second person has to confirm it before it counts */
function verdictPage(form, answer, waits) {
  const colour = { PASS: 'yes', FAIL: 'no' }[answer.verdict] ?? 'open';
  return el('div.page', {},
    el('header', {}, el('h1', { tabindex: '-1' }, say(`verdict.told.${answer.verdict}`)), el('p.quiet', {}, say('report.no', { no: answer.reportNo, revision: answer.revision }))),
    el(`div.note.${colour}`, { 'data-verdict': answer.verdict }, say(`verdict.why.${answer.verdict}`), answer.reason && ` ${reasonOf(answer.reason)}`, answer.nonconformities.length > 0 && failures(answer.nonconformities)),
    waits && el('p.note.open', {}, say('confirm.waits')),
    answer.mismatch && el('p.note.open', {}, say('mismatch.why')),
    answer.marginal && el('p.note.open', {}, say('marginal.why')),
    el('section.sheet', {}, el('h2', {}, say('document')), el('p.quiet', {}, say('document.why')), uploader(form.order, answer, documents.get(form.order.testOrderId))),
    el('p.line', {}, el('a.as-button', { href: `#/order/${form.order.testOrderId}` }, say('order.back')), el('a', { href: '#/' }, say('worklist'))));
}
