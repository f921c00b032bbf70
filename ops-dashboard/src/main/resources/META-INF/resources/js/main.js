import { Trouble } from './api.js';
import { boardPage, readBoard } from './board.js';
import { casePage } from './case.js';
import { startClock } from './clock.js';
import { byId, h } from './dom.js';
import { monthName } from './format.js';
import { startLive } from './live.js';
import { orderPage } from './order.js';
import { searchPage } from './search.js';
import { loadSettings } from './settings.js';
import { nameButton, startTokens } from './token.js';
import { chooseLanguage, currentLanguage, t, wordPage } from './words.js';

const PAGES = { case: casePage, order: orderPage, search: searchPage };

let page = null;
let liveState = 'connecting';

/** #/case/2011-05:22728/<event> → the page's name and its parts; everything unknown is the board. */
function route() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const [name, ...parts] = path.split('/').map(decode);
  return { name: parts[0] && name in PAGES ? name : 'board', parts, query: new URLSearchParams(query) };
}

function decode(part) {
  try {
    return decodeURIComponent(part);
  } catch (malformed) {
    return part;
  }
}

async function open(focus) {
  if (location.hash && !location.hash.startsWith('#/')) return;
  const asked = route();
  const opened = asked.name === 'board' ? boardPage(asked.query.get('month')) : PAGES[asked.name](...asked.parts);
  page = opened;
  if (asked.name === 'search' && document.activeElement !== byId('q')) byId('q').value = asked.parts[0];
  if (asked.name !== 'search') byId('q').value = '';
  byId('main').replaceChildren(h('p', { class: 'soft loading' }, t('loading')));
  await refresh();
  if (page === opened && focus && document.activeElement !== byId('q')) {
    scrollTo(0, 0);
    const heading = byId('main').querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  }
  page.arrive?.();
}

/** Reads the shown page's facts again. What has gone wrong is said; what was shown before stays where the server does not answer. */
async function refresh() {
  const asked = page;
  try {
    await asked.load();
    if (asked !== page) return;
    if (!asked.element.isConnected) byId('main').replaceChildren(asked.element);
    document.title = `${asked.title()} · Import Safety`;
  } catch (trouble) {
    if (!(trouble instanceof Trouble)) throw trouble;
    if (asked !== page || (trouble.status === 0 && asked.element.isConnected)) return;
    byId('main').replaceChildren(troubleTold(trouble));
  }
}

function troubleTold(trouble) {
  const known = { 0: 'trouble.silent', 401: 'trouble.token', 403: 'trouble.role', 404: 'trouble.unknown' }[trouble.status];
  return h('section', { class: 'panel trouble' },
    h('h1', null, t(known ?? 'trouble.other')),
    h('p', null, known ? t(`${known}.why`) : trouble.message),
    h('p', null, h('a', { href: '#/' }, t('back'))));
}

function tell(sentence) {
  byId('note').textContent = sentence;
  byId('note').hidden = !sentence;
}

function showLive(state) {
  liveState = state;
  byId('live').dataset.state = state;
  byId('live').querySelector('span').textContent = t(`live.${state}`);
}

function wordEverything() {
  wordPage();
  nameButton();
  showLive(liveState);
  byId('language').textContent = t('language.other');
  byId('language').lang = currentLanguage() === 'ko' ? 'en' : 'ko';
  for (const option of byId('month').options) option.textContent = monthName(option.value);
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function startTools(reopen) {
  byId('language').addEventListener('click', () => {
    chooseLanguage(currentLanguage() === 'ko' ? 'en' : 'ko');
    tell('');
    wordEverything();
    reopen();
  });
  byId('theme').addEventListener('click', () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
    try {
      localStorage.setItem('import-safety.theme', document.documentElement.dataset.theme);
    } catch (refused) {
      // the choice then lasts as long as the page
    }
    dispatchEvent(new Event('themechange'));
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => dispatchEvent(new Event('themechange')));
  byId('month').addEventListener('change', (chosen) => {
    location.hash = `#/?month=${chosen.target.value}`;
  });
  byId('skip').addEventListener('click', (clicked) => {
    clicked.preventDefault();
    byId('main').focus();
  });
}

function startSearch() {
  const field = byId('q');
  const go = () => {
    const wanted = field.value.trim();
    if (wanted) location.hash = `#/search/${encodeURIComponent(wanted)}`;
  };
  byId('search').addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    go();
  });
  let typing;
  field.addEventListener('input', () => {
    clearTimeout(typing);
    if (route().name === 'search') typing = setTimeout(go, 300);
  });
  document.addEventListener('keydown', (key) => {
    const writing = key.target.closest('input, textarea, select, dialog[open]');
    if (key.key === '/' && !writing && !key.ctrlKey && !key.metaKey && !key.altKey) {
      key.preventDefault();
      field.focus();
      field.select();
    }
  });
}

const reopen = () => open(false);
startTokens(() => {
  tell('');
  reopen();
}, tell);
startTools(reopen);
startSearch();
startClock();
wordEverything();
loadSettings();
addEventListener('hashchange', () => open(true));
if (route().name !== 'board') readBoard(null).catch(() => {});
await open(false);
startLive(refresh, showLive);
