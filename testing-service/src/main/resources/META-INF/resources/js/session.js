const KEPT = 'import-safety.token';

/** The token or laboratory key of whoever works here; it leaves the browser's memory with the window. */
export const credential = () => sessionStorage.getItem(KEPT);

export function signIn(text) {
  sessionStorage.setItem(KEPT, text);
}

export function signOut() {
  sessionStorage.removeItem(KEPT);
}

/** The laboratory that a token names. Only shown: what may be seen is the service's to decide. A key names none. */
export function laboratory() {
  try {
    const middle = credential().split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    return JSON.parse(atob(middle)).lab ?? null;
  } catch (noToken) {
    return null;
  }
}
