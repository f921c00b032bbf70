import { choice, el, field, find, tick } from './build.js';
import { addRow } from './draft.js';
import { name, say } from './words.js';

const NUMERIC = ['NUMBER', 'BELOW', 'ABOVE', 'COUNT'];

/** What was measured, one card an ordered item, one line a part. @param form see entry.js */
export function resultsSection(form) {
  return el('section.sheet', { id: 'results' }, el('h2', {}, say('results')), el('p.quiet', {}, say('results.why')), itemsOf(form).map((item) => card(form, item)));
}

/** The ordered items, and the ones that a sum among them is made of. */
function itemsOf({ order, plan, draft }) {
  const components = plan.limits.filter((limit) => limit.verified).flatMap((limit) => (limit.sumOf ?? []).map((item) => ({ item, method: limit.method })));
  const all = [...order.items, ...components, ...draft.rows];
  return all.filter((item, i) => all.findIndex((other) => other.item === item.item) === i);
}

function card(form, item) {
  const limits = form.plan.limits.filter((limit) => limit.verified && (limit.item === item.item || limit.sumOf?.includes(item.item)));
  const add = el('button.slight', { type: 'button' }, say('row.add'));
  const lines = form.draft.rows.filter((row) => row.item === item.item).map((row) => reading(form, row, limits));
  add.addEventListener('click', () => {
    const row = addRow(form.draft, form.plan, item, form.draft.parts[0].id);
    form.rebuildResults();
    find(`${row.id}-partId`).focus();
  });
  return el('fieldset.item', { 'data-item': item.item }, el('legend', {}, name('item', item.item), el('code', {}, item.method)), lines, el('p', {}, add));
}

function reading(form, row, limits) {
  const id = (field) => `${row.id}-${field}`;
  const input = (key, attributes) => form.bind(el('input', { autocomplete: 'off', ...attributes }), row, key);
  const part = form.bind(choice(form.draft.parts.map((each) => [each.id, each.part || '…']), row.partId), row, 'partId', () => {
    delete row.off;
    form.changed();
  });
  const kinds = limits.some((limit) => limit.comparator === 'PASS') ? ['PASS_FAIL'] : limits.some((limit) => limit.comparator === 'BANNED') ? [...NUMERIC, 'PASS_FAIL'] : NUMERIC;
  const kind = form.bind(choice(kinds.map((each) => [each, name('kind', each)]), row.kind), row, 'kind', () => {
    row.value = '';
    form.rebuildResults();
    find(id('kind')).focus();
  });
  const remove = el('button.slight', { type: 'button', 'aria-label': say('row.remove', { item: name('item', row.item) }) }, say('remove'));
  remove.addEventListener('click', () => {
    form.draft.rows = form.draft.rows.filter((each) => each !== row);
    form.rebuildResults();
    find('results').querySelector(`[data-item="${row.item}"] button`)?.focus();
  });
  const numeric = row.kind !== 'PASS_FAIL';
  const value = numeric ? input('value', { inputmode: 'decimal' }) : form.bind(choice([['', '–'], ['PASS', name('word', 'PASS')], ['FAIL', name('word', 'FAIL')]], row.value), row, 'value');
  const units = el('datalist', { id: id('units') }, [...new Set(limits.map((limit) => limit.unit))].map((unit) => el('option', { value: unit })));
  const stands = el('div.stands.all', { id: id('stands') });
  const shown = el('div.reading', { 'data-row': row.id },
    field(id('partId'), say('field.part'), part, { class: 'field w3' }),
    field(id('kind'), say('field.kind'), kind, { class: 'field w3' }),
    field(id('value'), say(`value.${row.kind}`), value, { class: 'field w3' }),
    numeric && [field(id('unit'), say('field.unit'), input('unit', { list: id('units') }), { class: 'field w3' }), units],
    stands,
    el('details.all', { open: Boolean(row.uncertainty || row.loq) }, el('summary', {}, say('row.more')),
      el('div.two', {},
        numeric && [field(id('uncertainty'), say('field.uncertainty'), input('uncertainty', { inputmode: 'decimal' })), field(id('loq'), say('field.loq'), input('loq', { inputmode: 'decimal' }))],
        field(id('method'), say('field.method'), input('method', { maxlength: 100 })),
        tick(id('accredited'), say('field.accredited'), form.bind(el('input'), row, 'accredited'))),
      el('p', {}, remove)));
  value.setAttribute('aria-describedby', `${id('value')}-told ${id('stands')}`);
  return shown;
}
