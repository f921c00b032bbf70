import { CATEGORIES, ITEMS } from './items.ko.js';
import english from './words.en.js';
import korean from './words.ko.js';

const root = document.documentElement;
const isKorean = () => root.lang === 'ko';

export const place = () => (isKorean() ? 'ko-KR' : 'en-GB');

/** The sentence of a key, its {places} filled in; {n:day/days} is the word for one or for several. */
export function say(key, values = {}) {
  const text = (isKorean() ? korean : english)[key] ?? key;
  return text.replace(/\{(\w+)(?::([^/}]*)\/([^}]*))?}/g, (whole, name, one, several) => (one === undefined ? (values[name] ?? '') : values[name] === 1 ? one : several));
}

export const knows = (key) => key in english;

/** The word for a code of the interface; a code without one is shown in its own letters. */
export function name(kind, code) {
  if (code == null) return '–';
  const own = isKorean() ? { category: CATEGORIES, item: ITEMS }[kind]?.[code] : null;
  if (own) return own;
  const key = `${kind}.${code}`;
  return knows(key) ? say(key) : sentence(String(code).replaceAll('-', ' '));
}

const sentence = (words) => words.charAt(0).toUpperCase() + words.slice(1);

export function switchLanguage() {
  root.lang = isKorean() ? 'en' : 'ko';
  try {
    localStorage.setItem('import-safety.lang', root.lang);
  } catch (closed) {
    // then it lasts as long as the page
  }
}

/** What index.html leaves to be said. */
export function wordFrame() {
  document.querySelectorAll('[data-words]').forEach((node) => (node.textContent = say(node.dataset.words)));
  document.querySelectorAll('[data-label]').forEach((node) => node.setAttribute('aria-label', say(node.dataset.label)));
  const other = document.getElementById('language');
  other.lang = isKorean() ? 'en' : 'ko';
  other.textContent = isKorean() ? 'English' : '한국어';
}
