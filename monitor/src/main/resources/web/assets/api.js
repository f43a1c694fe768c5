/** Asks the query API. */

import { el } from './dom.js';

const TOKEN = 'voxlog.token';

/** Browsers have begun to read a file by then. */
const BLOB_MILLIS = 30_000;

/** An answer that is a problem (RFC 9457). */
export class ProblemError extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

export function useToken(token) {
  sessionStorage.setItem(TOKEN, token);
}

/** Headers of every request. */
export function headers(accept) {
  const token = sessionStorage.getItem(TOKEN);
  return { Accept: accept, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
}

/** Fails with a ProblemError unless the answer is good. */
export async function request(path, options) {
  const answer = await fetch(path, options);
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    throw new ProblemError(answer.status, problem.detail ?? answer.statusText);
  }
  return answer;
}

export async function get(path, signal) {
  const answer = await request(path, { headers: headers('application/json'), signal });
  return answer.json();
}

/** Saves an answer as a file. A plain link would carry no token. */
export async function save(path, name, signal) {
  const answer = await request(path, { headers: headers('*/*'), signal });
  const url = URL.createObjectURL(await answer.blob());
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), BLOB_MILLIS);
}

export const roomPath = (sid) => `/api/rooms/${encodeURIComponent(sid)}`;
