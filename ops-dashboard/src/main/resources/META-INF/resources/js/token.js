import { byId, h } from './dom.js';
import { dayTime } from './format.js';
import { t } from './words.js';

const KEPT = 'import-safety.token';
const STAFF = ['officer', 'approver', 'auditor'];

let token = sessionStorage.getItem(KEPT);
let onChange = () => {};
let tellReader = () => {};

export const tokenText = () => token;

/** What the token says of its holder. Only shown: who may see what is decided by the server. @return null when it is no token */
function claimsOf(text) {
  try {
    const payload = text.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(payload), (letter) => letter.charCodeAt(0));
    const claims = JSON.parse(new TextDecoder().decode(bytes));
    return { sub: String(claims.sub ?? '?'), roles: [claims.groups ?? []].flat().map(String), expires: claims.exp ? claims.exp * 1000 : null };
  } catch (unreadable) {
    return null;
  }
}

export function isStaff() {
  return token !== null && (claimsOf(token)?.roles ?? []).some((role) => STAFF.includes(role));
}

/** The server said no: forget the token, say so, go on without. */
export function rejectToken(refused) {
  if (refused !== token) return;
  keep(null);
  tellReader(t('token.refused'));
}

function keep(text) {
  token = text;
  if (text) sessionStorage.setItem(KEPT, text);
  else sessionStorage.removeItem(KEPT);
  nameButton();
  onChange();
}

export function nameButton() {
  const claims = token && claimsOf(token);
  const button = byId('token');
  button.classList.toggle('is-on', Boolean(claims));
  button.querySelector('span').textContent = claims ? claims.sub : t('token.button');
  button.setAttribute('aria-label', claims ? t('token.holder', { who: claims.sub }) : t('token.button'));
}

/** @param changed called when another token counts @param tell shows a sentence to the reader */
export function startTokens(changed, tell) {
  onChange = changed;
  tellReader = tell;
  const dialog = byId('token-dialog');
  const text = byId('token-text');
  const typed = () => text.value.replace(/\s+/g, '');

  byId('token').addEventListener('click', () => {
    text.value = token ?? '';
    describe(typed());
    byId('token-forget').hidden = !token;
    dialog.showModal();
  });
  text.addEventListener('input', () => describe(typed()));
  byId('token-close').addEventListener('click', () => dialog.close());
  byId('token-forget').addEventListener('click', () => {
    dialog.close();
    keep(null);
  });
  byId('token-form').addEventListener('submit', (submitted) => {
    submitted.preventDefault();
    if (!claimsOf(typed())) {
      byId('token-told').replaceChildren(h('p', { class: 'is-bad' }, t('token.unreadable')));
      text.focus();
      return;
    }
    dialog.close();
    keep(typed());
  });
  nameButton();
}

function describe(text) {
  const told = byId('token-told');
  const claims = claimsOf(text);
  if (!claims) {
    told.replaceChildren(text ? h('p', { class: 'is-bad' }, t('token.unreadable')) : '');
    return;
  }
  const row = (name, value) => [h('dt', null, t(name)), h('dd', null, value)];
  const late = claims.expires !== null && claims.expires < Date.now();
  told.replaceChildren(
    h('dl', { class: 'facts' },
      row('token.sub', claims.sub),
      row('token.roles', claims.roles.join(', ') || '–'),
      row('token.expires', claims.expires ? dayTime(claims.expires) + (late ? ` (${t('token.expired')})` : '') : '–')),
  );
}
