import { credential } from './session.js';

const PATIENCE = 20_000;

/** What the service refused, or that it did not answer: then the status is 0. */
export class Refusal extends Error {
  constructor(status, problem = {}) {
    super(problem.detail ?? problem.title ?? '');
    this.status = status;
    this.errors = problem.errors ?? [];
    this.allowed = problem.allowed ?? null;
  }
}

export const read = async (path) => (await call('GET', path)).content;
export const send = async (path, body, signal) => (await exchange(path, body, signal)).content;
export const upload = async (path, file, type) => (await call('PUT', path, file, type)).content;

/** @return the answer's status with its content: 202 is taken, but not applied yet */
export const exchange = (path, body, signal) => call('POST', path, JSON.stringify(body ?? {}), 'application/json', signal);

/** All items of a list that comes in pages. */
export async function readAll(path) {
  const all = [];
  let after = null;
  do {
    const join = path.includes('?') ? '&' : '?';
    const page = await read(`${path}${join}limit=1000${after ? `&after=${encodeURIComponent(after)}` : ''}`);
    all.push(...page.items);
    after = page.next;
  } while (after);
  return all;
}

async function call(method, path, body, type, signal) {
  const headers = { accept: 'application/json', authorization: `Bearer ${credential()}` };
  if (type) headers['content-type'] = type;
  const patience = AbortSignal.timeout(PATIENCE);
  let answer;
  try {
    answer = await fetch(path, { method, headers, body, cache: 'no-store', signal: signal ? AbortSignal.any([signal, patience]) : patience });
  } catch (silence) {
    if (signal?.aborted) throw silence;
    throw new Refusal(0);
  }
  const content = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refusal(answer.status, content);
  return { status: answer.status, content };
}
