import { read } from './service.js';
import { place } from './words.js';

const DAY = 86_400_000;
const SEOUL = { timeZone: 'Asia/Seoul' };
const SOON = 3;

let now = Date.now();
let readAt = 0;

/** Programme time, asked from the service now and then: where a month is played it runs at another speed. */
export async function learnTime() {
  if (Date.now() - readAt < 5_000) return;
  now = Date.parse((await read('/clock')).now);
  readAt = Date.now();
}

/** The day in Korea that it is, as yyyy-mm-dd. */
export const today = () => new Intl.DateTimeFormat('sv-SE', SEOUL).format(now);

const noon = (day) => Date.parse(`${day}T12:00:00+09:00`);

export const showDay = (day) => new Intl.DateTimeFormat(place(), { ...SEOUL, dateStyle: 'medium' }).format(noon(day));
export const showTime = (instant) => new Intl.DateTimeFormat(place(), { ...SEOUL, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' }).format(Date.parse(instant));

/** Days until a due day; negative where it is over. */
export const daysLeft = (day) => Math.round((noon(day) - noon(today())) / DAY);

/** @return late, soon or fine */
export function urgency(order) {
  if (order.status !== 'ORDERED' && order.status !== 'ACCEPTED') return 'fine';
  const left = daysLeft(order.dueOn);
  return left < 0 ? 'late' : left <= SOON ? 'soon' : 'fine';
}
