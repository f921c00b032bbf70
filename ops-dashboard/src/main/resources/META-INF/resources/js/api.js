import { rejectToken, tokenText } from './token.js';

/** What the server, or nobody, answered. Status 0: no answer. */
export class Trouble extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

/** JSON of our own backend; with the token when there is one. A token that is refused is thrown away: the public view goes on. */
export async function get(path) {
  const token = tokenText();
  const response = await ask(path, token);
  if (response.status === 401 && token) {
    rejectToken(token);
    return read(await ask(path, tokenText()));
  }
  return read(response);
}

/** JSON of a service of the programme, asked with the reader's own token. */
export async function getFromService(url) {
  return read(await ask(url, tokenText()));
}

/** A reader's decision, told to a service of the programme with his own token. */
export async function postToService(url, body) {
  return read(await ask(url, tokenText(), body));
}

async function ask(url, token, body) {
  const headers = { accept: 'application/json' };
  const sent = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (token) headers.authorization = `Bearer ${token}`;
  try {
    return await fetch(url, { ...sent, headers, cache: 'no-store', signal: AbortSignal.timeout(15_000) });
  } catch (noAnswer) {
    throw new Trouble(0, String(noAnswer));
  }
}

async function read(response) {
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  throw new Trouble(response.status, problem.detail ?? problem.title ?? response.statusText);
}
