import { el, field, tellAt } from './build.js';
import { whyOf } from './says.js';
import { read } from './service.js';
import { signIn, signOut } from './session.js';
import { say } from './words.js';

/** @param why what has happened, when somebody was signed in before */
export function signInPage(why) {
  const text = el('textarea', { rows: 5, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' });
  const form = el('form.form', {},
    field('credential', say('sign.paste'), text),
    el('p.quiet', {}, say('sign.where')),
    el('p', {}, el('button.main', { type: 'submit' }, say('sign.in'))));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    enter(text.value.replace(/^\s*Bearer\s+/i, '').replace(/\s+/g, ''));
  });
  return el('section.sheet.sign-in', {}, el('h1', {}, say('sign.title')), why && el('p.note.open', { role: 'status' }, why), el('p', {}, say('sign.why')), form);
}

/** Tried at once: a credential that is not valid is said to be so here, not three pages on. */
async function enter(given) {
  if (!given) return tellAt('credential', say('says.missing'));
  signIn(given);
  try {
    await read('/test-orders?limit=1');
    dispatchEvent(new Event('signed-in'));
  } catch (refusal) {
    signOut();
    tellAt('credential', refusal.status === 401 ? say('sign.refused') : refusal.status === 403 ? say('sign.other') : whyOf(refusal));
  }
}
