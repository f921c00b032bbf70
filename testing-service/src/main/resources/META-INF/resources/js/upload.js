import { button, el, field, tellAt } from './build.js';
import { whyOf } from './says.js';
import { upload } from './service.js';
import { say } from './words.js';

/** The signed document of a report; the service keeps it only where its hash is the one that the report names. @param chosen the file that was hashed for the report, if it is at hand */
export function uploader(order, judged, chosen = null) {
  const id = `document-${judged.reportNo}-${judged.revision}`;
  const answer = el('p', { role: 'status' });
  if (judged.documentStored) return el('p', {}, el('span.tag.yes', {}, say('document.kept')));
  const input = el('input', { type: 'file', accept: 'application/pdf,.pdf' });
  const put = async () => {
    const file = input.files[0] ?? chosen;
    tellAt(id, file ? null : say('says.missing'));
    answer.replaceChildren();
    if (!file) return;
    try {
      await upload(`/test-orders/${order.testOrderId}/reports/${encodeURIComponent(judged.reportNo)}/${judged.revision}/document`, file, 'application/pdf');
      answer.replaceChildren(el('span.tag.yes', {}, say('document.kept')));
    } catch (refusal) {
      const differs = refusal.errors?.some((error) => error.field === 'documentSha256');
      answer.replaceChildren(el('span.told', {}, differs ? say('document.other') : whyOf(refusal)));
    }
  };
  return el('div.form', {}, field(id, say('document.send'), input),
    chosen && el('p.quiet', {}, say('document.chosen', { name: chosen.name })),
    el('p.line', {}, button('button', say('document.do'), put), answer));
}
