import { button, choice, el, field, tellAt, toldPlace } from './build.js';
import { sha256 } from './hash.js';
import { saysOf, whyOf } from './says.js';
import { send } from './service.js';
import { name, say } from './words.js';

const WAY = ['BOUGHT', 'SHIPPED', 'RECEIVED', 'TESTING', 'STORED', 'DISPOSED'];

/** Where the sample is, and the steps that the service says are legal now. @param again shows the order anew */
export function receipt(order, again) {
  return el('section.sheet', {}, el('h2', {}, say('sample')), way(order),
    order.sampleStep === 'MISMATCH' && el('p.note.open', {}, say('sample.stopped')),
    order.nextSteps?.length > 0 ? form(order, again) : el('p.quiet', {}, say('sample.end')));
}

function way(order) {
  const at = WAY.indexOf(order.sampleStep);
  return el('ol.way', { 'aria-label': say('sample.way') }, WAY.map((step, i) => el(`li${i < at ? '.done' : ''}`, { 'aria-current': i === at ? 'step' : null }, name('step', step))),
    order.sampleStep && at < 0 && el('li', { 'aria-current': 'step' }, name('step', order.sampleStep)));
}

function form(order, again) {
  const step = choice(order.nextSteps.map((next) => [next, name('step', next)]), order.nextSteps.includes('RECEIVED') ? 'RECEIVED' : order.nextSteps[0]);
  const seal = el('input', { maxlength: 64, autocomplete: 'off' });
  const note = el('textarea', { maxlength: 500, rows: 2 });
  const hash = el('output.hash');
  let photoHash = null;
  const photo = el('input', { type: 'file', accept: 'image/*' });
  photo.addEventListener('change', async () => {
    photoHash = photo.files[0] ? await sha256(photo.files[0]) : null;
    hash.replaceChildren(...(photoHash ? [say('photo.hash'), ' ', el('code', {}, photoHash)] : []));
  });
  const told = toldPlace('sample');
  told.setAttribute('role', 'alert');
  const move = async () => {
    ['step', 'sealNo', 'photoHash', 'note'].forEach((id) => tellAt(id, null));
    told.textContent = '';
    const filled = { step: step.value, sealNo: seal.value.trim() || null, photoHash, note: note.value.trim() || null };
    try {
      await send(`/test-orders/${order.testOrderId}/sample`, filled);
      await again();
    } catch (refusal) {
      const left = refusal.errors?.filter((error) => !tellAt(error.field, saysOf(error.message))) ?? [];
      if (!refusal.errors?.length || left.length > 0) told.textContent = whyOf(refusal);
    }
  };
  return el('div.form', {},
    el('div.two', {}, field('step', say('sample.next'), step), field('sealNo', say('sample.seal'), seal)),
    field('photoHash', say('photo'), photo), hash,
    field('note', say('sample.note'), note),
    told, el('p', {}, button('button.main', say('sample.tell'), move)));
}
