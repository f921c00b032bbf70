import { h } from './dom.js';
import { decimal, duration } from './format.js';
import { t } from './words.js';

const SCRIPT = '_static/echarts/dist/echarts.min.js';

let library = null;

/** The charts' library, fetched when a chart is first needed. @return null where it is missing: the table has the same numbers */
function loadLibrary() {
  library ??= new Promise((loaded) => {
    const script = h('script', { src: SCRIPT, on: { load: () => loaded(window.echarts ?? null), error: () => loaded(null) } });
    document.head.append(script);
  });
  return library;
}

/**
 * A chart that is drawn once the library is there, and again when its size, the theme or its data change.
 *
 * @param isEmpty of the data: then there is nothing to see
 * @param optionOf of the data, of whether the chart is narrow, of the element
 */
function chartOf(label, isEmpty, optionOf) {
  const element = h('div', { class: 'chart', role: 'img', 'aria-label': label, hidden: true });
  let chart = null;
  let data = null;
  let drawn;

  const draw = () => {
    if (!chart) return;
    if (!element.isConnected) return leave();
    element.hidden = isEmpty(data);
    const narrow = element.clientWidth < 560;
    element.classList.toggle('is-narrow', narrow);
    chart.resize();
    chart.setOption(optionOf(data, narrow, element), true);
  };
  const size = new ResizeObserver(draw);
  const leave = () => {
    size.disconnect();
    removeEventListener('themechange', draw);
    chart.dispose();
    chart = null;
  };
  size.observe(element);
  addEventListener('themechange', draw);

  return {
    element,
    async update(fresh) {
      const asked = JSON.stringify(fresh);
      if (asked === drawn) return;
      drawn = asked;
      data = fresh;
      const echarts = await loadLibrary();
      if (!echarts) return;
      element.hidden = false;
      chart ??= echarts.init(element, null, { renderer: 'canvas' });
      requestAnimationFrame(draw);
    },
  };
}

/** Two bar charts side by side: tests at each laboratory, and hours from order to report. */
export const labsChart = () => chartOf(t('labs.chart'), (labs) => labs.length === 0, labsOption);

/** How many items took how long to each step on the way to safe. */
export const safeChart = () => chartOf(t('safe.chart'), isUnsafe, safeOption);

/** Nothing has failed, or nothing is blocked yet. */
export const isUnsafe = (times) => times.steps.every((step) => step.cases === 0);

/** The columns of the histogram in words. */
export function columnsOf(times) {
  const last = times.bounds[times.bounds.length - 1];
  return [...times.bounds.map((bound) => t('safe.upTo', { time: duration(bound * 1000) })), t('safe.over', { time: duration(last * 1000) })];
}

function safeOption(times, narrow, element) {
  const colour = colours(element);
  const font = getComputedStyle(document.body).fontFamily;
  const tones = { blocked: colour.bad, confirmed: colour.open, verified: colour.time, refunded: colour.good };
  const steps = times.steps.filter((step) => step.cases > 0);
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 400,
    textStyle: { fontFamily: font, color: colour.ink },
    legend: { left: 0, top: 0, itemWidth: 12, itemHeight: 12, itemGap: 16, selectedMode: false, textStyle: { color: colour.soft, fontSize: 12 } },
    grid: { left: 34, right: 12, top: narrow ? 62 : 40, bottom: narrow ? 70 : 28 },
    xAxis: { type: 'category', data: columnsOf(times), axisTick: { show: false }, axisLine: { lineStyle: { color: colour.line } },
      axisLabel: { color: colour.ink, fontSize: 12, interval: 0, rotate: narrow ? 50 : 0 } },
    yAxis: { type: 'value', minInterval: 1, axisLabel: { color: colour.soft }, splitLine: { lineStyle: { color: colour.line } } },
    series: steps.map((step) => ({ name: t(`safe.${step.step}`), id: step.step, type: 'bar', barMaxWidth: 18, itemStyle: { color: tones[step.step] }, data: step.counts })),
  };
}

/** The theme's colours, as the browser resolves them. */
function colours(element) {
  const probe = h('span', { hidden: true });
  element.append(probe);
  const colour = (name) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const found = { ink: colour('--ink'), soft: colour('--ink-soft'), line: colour('--line'), good: colour('--verdict-passed'), bad: colour('--verdict-failed'),
    open: colour('--chart-open'), time: colour('--chart-time') };
  probe.remove();
  return found;
}

function labsOption(labs, narrow, element) {
  const colour = colours(element);
  const font = getComputedStyle(document.body).fontFamily;
  const names = labs.map((lab) => lab.lab);
  const grids = narrow
    ? [{ left: 70, right: 24, top: 62, height: 150 }, { left: 70, right: 44, top: 284, height: 150 }]
    : [{ left: 74, width: '46%', top: 62, bottom: 8 }, { left: '66%', right: 52, top: 62, bottom: 8 }];
  const heading = (text, x, y) => ({ text, left: x, top: y, textStyle: { color: colour.ink, fontSize: 13, fontWeight: 600, fontFamily: font } });
  const axis = (gridIndex, minInterval) => ({ type: 'value', gridIndex, minInterval, splitNumber: 4, axisLabel: { show: false },
    splitLine: { lineStyle: { color: colour.line } } });
  const labels = (gridIndex, show) => ({ type: 'category', gridIndex, data: names, inverse: true, axisTick: { show: false },
    axisLine: { lineStyle: { color: colour.line } }, axisLabel: { show, color: colour.ink, fontSize: 13 } });
  const bar = (name, key, color, values, more) => ({ name, id: key, type: 'bar', barMaxWidth: 20, itemStyle: { color }, data: values, ...more });
  const inside = { show: true, color: '#fff', fontSize: 11, formatter: ({ value }) => (value > 0 ? value : '') };
  const stacked = { stack: 'tests', label: inside };
  return {
    animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    animationDuration: 400,
    textStyle: { fontFamily: font, color: colour.ink },
    title: [heading(t('labs.load'), 0, 0), heading(t('labs.turnaround'), narrow ? 0 : '60%', narrow ? 246 : 0)],
    legend: { left: 0, top: 26, itemWidth: 12, itemHeight: 12, itemGap: 16, selectedMode: false, textStyle: { color: colour.soft, fontSize: 12 },
      data: [t('labs.good'), t('labs.failed'), t('labs.open')] },
    grid: grids,
    xAxis: [axis(0, 1), axis(1)],
    yAxis: [labels(0, true), labels(1, true)],
    series: [
      bar(t('labs.good'), 'good', colour.good, labs.map((lab) => lab.reported - lab.failed), stacked),
      bar(t('labs.failed'), 'failed', colour.bad, labs.map((lab) => lab.failed), stacked),
      bar(t('labs.open'), 'open', colour.open, labs.map((lab) => lab.open), stacked),
      bar(t('labs.turnaround'), 'hours', colour.time, labs.map((lab) => lab.medianHours),
        { xAxisIndex: 1, yAxisIndex: 1, label: { show: true, position: 'right', color: colour.ink, fontSize: 12, formatter: ({ value }) => (value == null ? '' : decimal(value)) } }),
    ],
  };
}
