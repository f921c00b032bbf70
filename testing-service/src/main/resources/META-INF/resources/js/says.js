import { knows, name, say } from './words.js';

/** The service's sentences about a field, as it writes them, and the key of ours; what is in brackets fills {1}, {2}. */
const SENTENCES = [
  [/^is missing(?: beside .*)?$/, 'says.missing'],
  [/^must be a number in a string.*$/, 'says.number'],
  [/^is no plain decimal number$/, 'says.number'],
  [/^must not be negative$/, 'says.negative'],
  [/^must be a whole number(?: from (\d))?.*$/, 'says.whole'],
  [/^must have (?:1 to|at most) (\d+) (?:printable )?characters$/, 'says.length'],
  [/^is no known unit: (.*)$/, 'says.unit'],
  [/^(.+) cannot be compared with (.+)$/, 'says.compare'],
  [/^a number is needed: the limit is (.+)$/, 'says.numeric'],
  [/^must be PASS_FAIL$/, 'says.passFail'],
  [/^must be PASS or FAIL$/, 'says.choose'],
  [/^must be one of .*$/, 'says.choose'],
  [/^was not ordered$/, 'says.notOrdered'],
  [/^is not among the parts$/, 'says.noPart'],
  [/^is there twice$/, 'says.twice'],
  [/^is before (\w+)$/, 'says.before'],
  [/^must be an instant with offset.*$/, 'says.day'],
  [/^must be 64 hexadecimal digits$/, 'says.hash'],
  [/^must not be below its limit of quantification$/, 'says.belowLoq'],
  [/^must be a list with at least one entry$/, 'says.empty'],
  [/^must not contain \|$/, 'says.bar'],
];

/** What the service says of a field, in the reader's language; a sentence that is not known here as it came. */
export function saysOf(message) {
  for (const [sentence, key] of SENTENCES) {
    const match = message.match(sentence);
    if (match) return say(key, { 1: fieldName(match[1]), 2: match[2] });
  }
  return message;
}

export const isMissing = (message) => /^is missing/.test(message);

const fieldName = (word) => (word && knows(`field.${word}`) ? say(`field.${word}`) : word);

/** Why a request came to nothing. */
export function whyOf(refusal) {
  if (refusal.status === 0) return say('silent');
  if (refusal.status === 401) return say('signed.out');
  if (refusal.status === 409 && refusal.allowed) {
    return refusal.allowed.length > 0
      ? say('allowed', { steps: refusal.allowed.map((step) => name('step', step)).join(', ') })
      : say('allowed.none');
  }
  if (refusal.status === 403) return say('forbidden');
  if (refusal.status === 404) return say('unknown');
  return refusal.message || say('failed', { status: refusal.status });
}

/** A limit as people write it. */
export function limitOf(row) {
  const unit = unitOf(row.unit);
  if (row.comparator === 'BANNED') return say('limit.BANNED');
  if (row.comparator === 'PASS') return say('limit.PASS');
  const number = `${String(row.limit).replace('-', '–')}${unit ? ` ${unit}` : ''}`;
  return { LT: `< ${number}`, LE: `≤ ${number}`, GE: `≥ ${number}`, RANGE: number }[row.comparator] ?? number;
}

const unitOf = (unit) => (unit === '1' ? '' : unit);

/** `item: CODE` as the verdict gives its reason, in words. */
export function reasonOf(reason) {
  if (!reason) return '';
  const [items, code] = reason.includes(': ') ? reason.split(': ') : [null, reason];
  const words = knows(`reason.${code}`) ? say(`reason.${code}`) : code;
  return items ? `${items.split(', ').map((item) => name('item', item)).join(', ')}: ${words}` : words;
}
