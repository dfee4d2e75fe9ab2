// Calls of the API by the session's cookie. Every answer that is no success is thrown as a Problem.

import {language} from './words.js';

let tenant = '';

/** Whose data the calls are about: a person may belong to several tenants, a document is of one. */
export function actFor(id) {
  tenant = id;
}

/** Whether an error is about a field, or about a part of what it holds: `hosts[0]`, `limit.amount`. */
export function isOf(error, field) {
  return error.field === field || error.field.startsWith(`${field}[`) || error.field.startsWith(`${field}.`);
}

/** problem+json of the API, or status 0 where there was no answer. */
export class Problem extends Error {
  constructor(status, body, headers) {
    super(body.detail ?? '');
    this.status = status;
    this.code = body.code ?? (status ? 'unexpected' : 'unreachable');
    this.errors = body.errors ?? [];
    this.retryAfter = headers?.get('retry-after');
  }

  /** What is wrong with one field, if anything. */
  of(field) {
    return this.errors.find(error => isOf(error, field))?.detail ?? '';
  }
}

/** A path with its query; what is empty is left out. */
export function url(path, query = {}) {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return pairs.length ? `${path}?${new URLSearchParams(pairs)}` : path;
}

async function call(method, path, {body, headers = {}, type = 'application/json', signal} = {}) {
  const sent = {'accept-language': language, ...headers};
  if (tenant) sent['tributary-tenant'] = tenant;
  if (method !== 'GET') sent['tributary-request'] = 'page';
  if (body !== undefined) sent['content-type'] = type;
  let answer;
  try {
    answer = await fetch(path, {
      method, signal, headers: sent, credentials: 'same-origin',
      body: body === undefined ? undefined : type === 'application/json' ? JSON.stringify(body) : body,
    });
  } catch (failure) {
    if (failure.name === 'AbortError') throw failure;
    throw new Problem(0, {});
  }
  if (answer.ok) return answer;
  let problem = {};
  try {
    problem = await answer.json();
  } catch {
    // A gateway's page, not the API's: the status says all there is to say.
  }
  throw new Problem(answer.status, problem, answer.headers);
}

const json = async answer => answer.status === 204 ? null : answer.json();

export const api = {
  get: (path, query, signal) => call('GET', url(path, query), {signal}).then(json),

  /** With what `If-Match` needs to change it. */
  async read(path, query) {
    const answer = await call('GET', url(path, query));
    return {value: await answer.json(), tag: answer.headers.get('etag')};
  },

  /** All pages of a list up to `most` rows, or so many pages where a filter leaves few; `more` says that there are others. */
  async all(path, query = {}, most = 500, pages = Infinity) {
    const rows = [];
    let cursor;
    let read = 0;
    do {
      const page = await api.get(path, {limit: 100, ...query, cursor});
      rows.push(...page.data);
      cursor = page.next_cursor;
      read++;
    } while (cursor && rows.length < most && read < pages);
    return {rows, more: Boolean(cursor)};
  },

  /**
   * One intent is one key: a press that is repeated after a lost answer changes nothing twice.
   * @param intent of `intent()`, kept by the form until it has succeeded
   * @param tag of what it is about, where that may have changed meanwhile
   */
  post: (path, body = {}, intent = newIntent(), tag = undefined) =>
    call('POST', path, {body, headers: {'idempotency-key': intent, ...match(tag)}}).then(json),
  put: (path, body, tag) => call('PUT', path, {body, headers: match(tag)}).then(json),
  patch: (path, body, tag) => call('PATCH', path, {body, headers: match(tag)}).then(json),
  delete: (path, tag) => call('DELETE', path, {headers: match(tag)}).then(json),
  /** A file's text as body: imports, results of a rail. */
  send: (path, text, type, intent = newIntent()) =>
    call('POST', path, {body: text, type, headers: {'idempotency-key': intent}}).then(json),
};

const match = tag => tag ? {'if-match': tag} : {};

export function newIntent() {
  return crypto.randomUUID();
}

/** A file of the API for saving: with the tenant's header, which a plain link cannot send. */
export async function download(path, query, fileName) {
  const answer = await call('GET', url(path, query));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
