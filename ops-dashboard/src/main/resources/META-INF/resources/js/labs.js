import { labsChart } from './chart.js';
import { showAge } from './clock.js';
import { h, part } from './dom.js';
import { decimal, number } from './format.js';
import { t } from './words.js';

/** Load and turnaround of the laboratories: a chart, and the same numbers as a table. Only staff sees them. */
export function labsPart() {
  const element = h('section', { class: 'panel', 'aria-labelledby': 'labs-title' }, h('h2', { id: 'labs-title' }, t('labs.title')));
  const closed = h('p', { class: 'soft' }, t('labs.closed'));
  const chart = labsChart();
  const rows = part(h('tbody'), (labs) => labs.map(rowOf));
  const table = h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'labs-title' },
    h('table', { class: 'labs-table' },
      h('caption', { class: 'unseen' }, t('labs.title')),
      h('thead', null, h('tr', null, ['lab', 'open', 'oldest', 'reported', 'failed', 'median'].map((name) =>
        h('th', { scope: 'col', class: name === 'lab' ? null : 'is-number' }, t(`labs.${name}`))))),
      rows.element));
  const shown = h('div', { class: 'labs' }, chart.element, table);
  element.append(closed, shown);
  return {
    element,
    update({ staff, labs }) {
      closed.hidden = staff;
      shown.hidden = !staff;
      if (!staff) return;
      rows.update(labs);
      chart.update(labs);
    },
  };
}

function rowOf(lab) {
  const oldest = h('td', { class: 'is-number' }, '–');
  if (lab.oldestOpen) showAge(oldest, lab.oldestOpen, (age) => age);
  return h('tr', { 'data-lab': lab.lab },
    h('th', { scope: 'row' }, lab.lab),
    h('td', { class: 'is-number' }, number(lab.open)),
    oldest,
    h('td', { class: 'is-number' }, number(lab.reported)),
    h('td', { class: 'is-number' }, number(lab.failed)),
    h('td', { class: 'is-number' }, lab.medianHours == null ? '–' : t('labs.hours', { hours: decimal(lab.medianHours) })));
}
