import { showAge } from './clock.js';
import { h, part, svg } from './dom.js';
import { number } from './format.js';
import { t } from './words.js';

const ENDS = ['REPORTED', 'REFUNDED'];

/** The month's seven stages: how many came so far, what waits and for how long, what the stage means. */
export function funnelPart() {
  return part(h('ol', { class: 'funnel' }), (stages) => {
    const most = Math.max(1, ...stages.map((stage) => stage.count));
    return stages.map((stage, i) => stageOf(stage, stage.count / most, (stages[i + 1] ?? stage).count / most));
  });
}

function stageOf(stage, share, nextShare) {
  const bar = h('span', { class: 'stage-bar', 'aria-hidden': 'true' }, h('i'));
  bar.firstChild.style.inlineSize = `${share * 100}%`;
  return h('li', { class: 'stage', 'data-stage': stage.stage },
    h('h3', null, t(`stage.${stage.stage}`)),
    h('p', { class: 'stage-count' }, number(stage.count)),
    shape(share, nextShare),
    bar,
    waitingOf(stage),
    h('p', { class: 'stage-means' }, t(`stage.${stage.stage}.means`)));
}

/** From this stage's share down to the next one's; drawn only, the numbers say the same. */
function shape(share, next) {
  const top = (part) => (100 - Math.max(2.5, part * 100)).toFixed(2);
  const points = `0,100 0,${top(share)} 62,${top(share)} 100,${top(next)} 100,100`;
  return svg('svg', { class: 'stage-shape', viewBox: '0 0 100 100', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('polygon', { points }));
}

function waitingOf(stage) {
  if (ENDS.includes(stage.stage)) return h('p', { class: 'stage-waits is-none' }, ' ');
  if (!stage.waiting) return h('p', { class: 'stage-waits is-none' }, stage.count > 0 ? t('waits.none') : ' ');
  const words = (age) => t('waits', { count: stage.waiting, n: stage.waiting, age });
  const element = h('p', { class: 'stage-waits' });
  if (stage.oldest) return showAge(element, stage.oldest, words);
  element.append(t('waits.some', { n: stage.waiting }));
  return element;
}

const VERDICTS = ['passed', 'failed', 'inconclusive', 'unroutable'];

/** What became of the tested items, as one bar with its numbers. */
export function verdictsPart() {
  return part(h('div', { class: 'verdicts' }), (verdicts) => {
    const all = VERDICTS.filter((name) => verdicts[name] > 0);
    if (all.length === 0) return [];
    const bar = h('div', { class: 'verdict-bar', 'aria-hidden': 'true' }, all.map((name) => {
      const piece = h('i', { class: `is-${name}` });
      piece.style.flexGrow = verdicts[name];
      return piece;
    }));
    return [
      h('h3', null, t('verdicts')),
      bar,
      h('ul', { class: 'legend' }, VERDICTS.map((name) =>
        h('li', { class: `is-${name}`, 'data-verdict': name }, h('b', null, number(verdicts[name])), ' ', t(`verdict.${name}`)))),
    ];
  });
}
