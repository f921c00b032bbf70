import { button, el } from './build.js';
import { say } from './words.js';

const SIZE = 20;

/** A list a page at a time. @param build makes the element of an item */
export function pages(list, items, build) {
  let at = 0;
  const back = button('button', say('page.back'), () => turn(-SIZE));
  const on = button('button', say('page.on'), () => turn(SIZE));
  const where = el('p.quiet', { role: 'status' });
  const bar = el('nav.turn', { 'aria-label': say('page.turn') }, back, where, on);
  const turn = (step) => {
    at += step;
    const last = Math.min(at + SIZE, items.length);
    list.replaceChildren(...items.slice(at, last).map(build));
    back.hidden = at === 0;
    on.hidden = last === items.length;
    bar.hidden = items.length <= SIZE;
    where.textContent = say('page.where', { from: at + 1, to: last, all: items.length });
    if (step !== 0) list.querySelector('a, button')?.focus();
  };
  turn(0);
  return el('div.page', {}, list, bar);
}
