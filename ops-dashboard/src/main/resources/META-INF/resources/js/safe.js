import { columnsOf, isUnsafe, safeChart } from './chart.js';
import { h, part } from './dom.js';
import { duration, number } from './format.js';
import { t } from './words.js';

const STEPS = ['blocked', 'confirmed', 'verified', 'refunded'];

/** How long the month's failing items took to be safe: a chart, and the same numbers as a table. */
export function safePart() {
  const chart = safeChart();
  const table = part(h('table', { class: 'safe-table' }), tableOf);
  const element = h('section', { class: 'panel', 'aria-labelledby': 'safe-title' },
    h('h2', { id: 'safe-title' }, t('safe.title')),
    h('p', { class: 'soft' }, t('safe.means')),
    h('div', { class: 'safe-times' }, chart.element,
      h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-labelledby': 'safe-title' }, table.element)));
  return {
    element,
    update(times) {
      element.hidden = isUnsafe(times);
      if (element.hidden) return;
      table.update(times);
      chart.update(times);
    },
  };
}

function tableOf(times) {
  return [
    h('caption', { class: 'unseen' }, t('safe.title')),
    h('thead', null, h('tr', null,
      h('th', { scope: 'col' }, t('safe.step')),
      [...columnsOf(times), t('safe.median')].map((name) => h('th', { scope: 'col', class: 'is-number' }, name)))),
    h('tbody', null, times.steps.map((step) => h('tr', { 'data-step': step.step },
      h('th', { scope: 'row' }, t(`safe.${step.step}`)),
      step.counts.map((count) => h('td', { class: 'is-number' }, count ? number(count) : '–')),
      h('td', { class: 'is-number' }, step.median == null ? '–' : duration(step.median * 1000))))),
  ];
}

/** How long one item took. */
export function safeFacts(time) {
  if (!time) return [];
  return [
    h('h2', { id: 'case-safe-title' }, t('safe.title')),
    h('p', { class: 'soft' }, t('safe.since')),
    h('dl', { class: 'facts' }, STEPS.filter((step) => time[step] != null).map((step) =>
      [h('dt', null, t(`safe.${step}`)), h('dd', { 'data-safe': step }, duration(time[step] * 1000))])),
  ];
}
