import { h } from './dom.js';
import { decimal } from './format.js';
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

/** Two bar charts side by side: tests at each laboratory, and hours from order to report. */
export function labsChart() {
  const element = h('div', { class: 'chart', role: 'img', 'aria-label': t('labs.chart'), hidden: true });
  let chart = null;
  let labs = null;
  let drawn;

  const draw = () => {
    if (!chart) return;
    if (!element.isConnected) return leave();
    element.hidden = labs.length === 0;
    const narrow = element.clientWidth < 560;
    element.classList.toggle('is-narrow', narrow);
    chart.resize();
    chart.setOption(optionOf(labs, narrow, element), true);
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
    async update(rows) {
      const asked = JSON.stringify(rows);
      if (asked === drawn) return;
      drawn = asked;
      labs = rows;
      const echarts = await loadLibrary();
      if (!echarts) return;
      element.hidden = false;
      chart ??= echarts.init(element, null, { renderer: 'canvas' });
      requestAnimationFrame(draw);
    },
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

function optionOf(labs, narrow, element) {
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
