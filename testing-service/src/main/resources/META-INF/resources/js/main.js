import { button, el, find } from './build.js';
import { learnTime } from './dates.js';
import { entryPage } from './entry.js';
import { historyPage } from './history.js';
import { orderPage } from './order.js';
import { whyOf } from './says.js';
import { Refusal } from './service.js';
import { credential, laboratory, signOut } from './session.js';
import { signInPage } from './sign-in.js';
import { say, switchLanguage, wordFrame } from './words.js';
import { worklistPage } from './worklist.js';

const main = find('content');
let shown = 0;

/** The address behind # chooses the page: /, /history, /order/ID, /order/ID/report, /order/ID/correction. */
function pageOf(address) {
  const [first, id, act] = address.split('/').filter(Boolean);
  if (first === 'history') return [historyPage, 'history'];
  if (first === 'order' && act) return [() => entryPage(id, act === 'correction'), 'worklist'];
  if (first === 'order' && id) return [() => orderPage(id), 'worklist'];
  return [worklistPage, 'worklist'];
}

async function show(moveFocus) {
  const turn = ++shown;
  const [build, way] = credential() ? pageOf(location.hash.slice(1)) : [signInPage, null];
  wordFrame();
  frame(way);
  let page;
  try {
    if (credential()) await learnTime();
    page = await build();
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    if (refusal.status === 401) {
      signOut();
      page = signInPage(say('signed.out'));
      frame(null);
    } else {
      page = trouble(refusal);
    }
  }
  if (turn !== shown) return;
  main.replaceChildren(page);
  const heading = main.querySelector('h1');
  document.title = `${heading.textContent} · Import Safety`;
  if (moveFocus) {
    scrollTo(0, 0);
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }
}

function frame(way) {
  find('ways').hidden = !way;
  find('leave').hidden = !way;
  find('who').textContent = laboratory() ?? say('brand');
  for (const link of find('ways').children) {
    if (link.dataset.way === way) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

const trouble = (refusal) =>
  el('section.sheet', { role: 'alert' }, el('h1', {}, say('trouble')), el('p', {}, whyOf(refusal)), el('p.line', {}, button('button.main', say('again'), () => show(true)), el('a', { href: '#/' }, say('worklist'))));

find('language').addEventListener('click', () => {
  switchLanguage();
  show(false);
});
find('leave').addEventListener('click', () => {
  signOut();
  location.hash = '#/';
  show(true);
});
find('jump').addEventListener('click', (event) => {
  event.preventDefault();
  main.focus();
});
addEventListener('hashchange', () => show(true));
addEventListener('signed-in', () => show(true));
await show(false);
