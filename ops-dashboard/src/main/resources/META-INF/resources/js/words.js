import en from './words.en.js';
import ko from './words.ko.js';

const LANGUAGES = { en: { words: en, locale: 'en-GB' }, ko: { words: ko, locale: 'ko-KR' } };
const KEPT = 'import-safety.lang';

let language = document.documentElement.lang === 'ko' ? 'ko' : 'en';

export const currentLanguage = () => language;
export const locale = () => LANGUAGES[language].locale;

export function chooseLanguage(wanted) {
  language = wanted === 'ko' ? 'ko' : 'en';
  document.documentElement.lang = language;
  try {
    localStorage.setItem(KEPT, language);
  } catch (refused) {
    // private windows may refuse; the choice then lasts as long as the page
  }
}

/** The words of a key with {names} filled in; numbers in the reader's way; of {one, other} the form that fits count. */
export function t(key, values) {
  return pieces(key, values).join('');
}

/** The same, but values may be functions that make elements: for sentences with links or bold numbers. */
export function pieces(key, values = {}) {
  const entry = LANGUAGES[language].words[key];
  if (entry === undefined) return [key];
  const text = typeof entry === 'string' ? entry : entry[new Intl.PluralRules(locale()).select(values.count ?? 0)] ?? entry.other;
  return text.split(/\{(\w+)\}/).map((piece, i) => (i % 2 === 0 ? piece : shown(values[piece])));
}

/** The word for a code of ours (a category, a measured item, a reason); the code itself where there is none. */
export function term(kind, code) {
  return LANGUAGES[language].words[`${kind}.${code}`] ?? code ?? '';
}

export function has(key) {
  return key in LANGUAGES[language].words;
}

function shown(value) {
  if (typeof value === 'function') return value();
  return typeof value === 'number' ? new Intl.NumberFormat(locale()).format(value) : value ?? '';
}

/** Puts the words into what index.html holds. */
export function wordPage() {
  for (const node of document.querySelectorAll('[data-words]')) node.textContent = t(node.dataset.words);
  for (const node of document.querySelectorAll('[data-label]')) node.setAttribute('aria-label', t(node.dataset.label));
  for (const node of document.querySelectorAll('[data-hint]')) node.setAttribute('placeholder', t(node.dataset.hint));
}
