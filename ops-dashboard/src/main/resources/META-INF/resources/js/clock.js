import { byId } from './dom.js';
import { clockTime, day, duration, pace } from './format.js';
import { t } from './words.js';

let programme = null;

/** The programme's time, as last told by the backend, going on at its speed. */
export function setClock(now, speed) {
  programme = { now: Date.parse(now), heard: Date.now(), speed };
  tick();
}

export function programmeNow() {
  return programme ? programme.now + (Date.now() - programme.heard) * programme.speed : Date.now();
}

/** An element that says how long something waits and goes on counting. @param words how the sentence reads with an {age} */
export function showAge(element, since, words) {
  element.dataset.since = since;
  element.tellAge = words;
  tellAge(element);
  return element;
}

function tellAge(element) {
  element.textContent = element.tellAge(duration(programmeNow() - Date.parse(element.dataset.since)));
}

function tick() {
  if (!programme) return;
  const now = programmeNow();
  const clock = byId('clock');
  clock.textContent = `${day(now)} ${clockTime(now)}`;
  clock.dateTime = new Date(now).toISOString();
  byId('speed').textContent = pace(programme.speed);
  byId('speed').title = t('clock.zone');
  for (const element of document.querySelectorAll('[data-since]')) tellAge(element);
}

export function startClock() {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  setInterval(tick, calm ? 5000 : 500);
}
