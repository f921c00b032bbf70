import { locale, t } from './words.js';

const ZONE = 'Asia/Seoul';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const formats = new Map();

function dates(options) {
  const key = locale() + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale(), { timeZone: ZONE, hourCycle: 'h23', ...options }));
  return formats.get(key);
}

export const number = (value) => new Intl.NumberFormat(locale()).format(value);

export const decimal = (value) => new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

/** How many of a hundred, rounded down: 100 only when none is missing. */
export const percent = (part, whole) => decimal(Math.floor((part * 1000) / whole) / 10);

/** Minor units, as ISO 4217 counts them for the currency. */
export function money(amount, currency) {
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency });
  return format.format(amount / 10 ** format.resolvedOptions().maximumFractionDigits);
}

/** Sums in several currencies. @param field which of a row's amounts is meant */
export function amounts(rows, field = 'amount') {
  return (rows ?? []).map((row) => money(row[field], row.currency)).join(' + ');
}

export const day = (instant) => dates({ year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(instant));
export const clockTime = (instant) => dates({ hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
export const dayTime = (instant) => `${day(instant)} ${clockTime(instant)}`;
export const shortDay = (instant) => dates({ month: 'short', day: 'numeric' }).format(new Date(instant));

/** A calendar day without a time, such as a due date. */
export const calendarDay = (isoDay) => day(`${isoDay}T12:00:00+09:00`);

export function monthName(month) {
  return dates({ year: 'numeric', month: 'long' }).format(new Date(`${month}-15T12:00:00+09:00`));
}

/** In the two largest units: 2 d 4 h. */
export function duration(milliseconds) {
  const ms = Math.max(0, milliseconds);
  const days = Math.floor(ms / DAY);
  const hours = Math.floor((ms % DAY) / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (days > 0) return hours > 0 ? `${t('days', { n: days })}\u00a0${t('hours', { n: hours })}` : t('days', { n: days });
  if (hours > 0) return minutes > 0 && hours < 10 ? `${t('hours', { n: hours })}\u00a0${t('minutes', { n: minutes })}` : t('hours', { n: hours });
  return t('minutes', { n: minutes });
}

/** How much programme time passes in a second: "1 h a second"; nothing to say in real time. */
export function pace(speed) {
  if (speed <= 1) return t('pace.real');
  return t('pace', { time: speed < 60 ? t('seconds', { n: speed }) : duration(speed * 1000) });
}

const UNITS = { 'ug/cm2/wk': 'µg/cm²/week', 'ug/cm2': 'µg/cm²', '[CFU]/mL': 'CFU/mL', '[CFU]/g': 'CFU/g', '[pH]': '', 1: '' };

/** A measured value with its unit as people write it; the digits stay as reported. */
export function measured(value, unit) {
  const shown = UNITS[unit] ?? unit;
  return shown ? `${value} ${shown}` : `${value}`;
}
