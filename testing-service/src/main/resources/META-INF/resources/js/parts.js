import { choice, el, field, find, tick } from './build.js';
import { addPart, removePart } from './draft.js';
import { name, say } from './words.js';

const MATERIALS = ['ceramic', 'coating', 'enamel', 'fur', 'glass', 'leather', 'liquid', 'metal', 'paper', 'rubber', 'stone', 'synthetic-resin', 'textile', 'wood'];

/** What was tested apart: limits depend on what it is made of and whether it touches the skin. @param form see entry.js */
export function partsSection(form) {
  const list = el('div');
  const fill = () => list.replaceChildren(...form.draft.parts.map((part) => line(form, part, fill)));
  const add = el('button', { type: 'button' }, say('part.add'));
  add.addEventListener('click', () => {
    const part = addPart(form.draft, form.order, form.plan);
    fill();
    form.rebuildResults();
    find(`${part.id}-part`).focus();
  });
  fill();
  return el('section.sheet', {}, el('h2', {}, say('parts')), el('p.quiet', {}, say('parts.why')), list, el('p', {}, add));
}

function line(form, part, fill) {
  const known = [...new Set([...MATERIALS, part.material].filter(Boolean))];
  const changed = () => {
    form.draft.rows.filter((row) => row.partId === part.id).forEach((row) => delete row.off);
    form.changed();
  };
  const title = form.bind(el('input', { maxlength: 100, autocomplete: 'off' }), part, 'part', () => {
    document.querySelectorAll(`option[value="${part.id}"]`).forEach((option) => (option.textContent = part.part || '…'));
    changed();
  });
  const material = form.bind(choice([['', '–'], ...known.map((each) => [each, name('material', each)])], part.material), part, 'material', changed);
  const skin = form.bind(el('input'), part, 'skinContact', changed);
  const remove = el('button.slight', { type: 'button', 'aria-label': say('part.remove', { part: part.part }) }, say('remove'));
  remove.addEventListener('click', () => {
    removePart(form.draft, part);
    fill();
    form.rebuildResults();
  });
  return el('div.part', {}, field(`${part.id}-part`, say('field.part'), title), field(`${part.id}-material`, say('field.material'), material), tick(`${part.id}-skinContact`, say('skin'), skin), form.draft.parts.length > 1 && remove);
}
