// A call as somebody has pasted it: a body, an address, or a line of curl. What comes out is always a call of
// this program's own address, so that no token goes elsewhere.

/** Read so far as these pages can; the rest is the API's to judge. */
export class Unreadable extends Error {}

/** @returns {method, path, headers, body} */
export function readCall(text, program) {
  const trimmed = text.trim();
  if (/^curl(\s|$)/.test(trimmed)) return fromCurl(words(trimmed).slice(1), program);
  if (/^(https?:\/\/|\/)/.test(trimmed)) return {method: 'GET', path: pathOf(trimmed, program), headers: {}};
  return {method: 'POST', path: `/postbacks/${program}`, headers: {'content-type': 'application/json'}, body: trimmed};
}

function pathOf(address, program) {
  let url;
  try {
    url = new URL(address, location.origin);
  } catch {
    throw new Unreadable('address');
  }
  const own = `/postbacks/${program}`;
  if (url.pathname !== own && !url.pathname.startsWith(`${own}/`)) throw new Unreadable('address');
  return url.pathname + url.search;
}

const DATA = ['-d', '--data', '--data-raw', '--data-binary', '--data-ascii', '--json'];
const WITH_VALUE = ['-o', '--output', '-A', '--user-agent', '-m', '--max-time', '--connect-timeout', '-e', '--referer', '--retry', '-w', '--write-out'];

function fromCurl(all, program) {
  const call = {method: '', headers: {}};
  for (let at = 0; at < all.length; at++) {
    const word = all[at];
    const [name, joined] = /^--[a-z-]+=/.test(word) ? [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] : [word];
    const value = () => joined ?? all[++at] ?? '';
    if (name === '-X' || name === '--request') call.method = value().toUpperCase();
    else if (name === '-H' || name === '--header') header(call, value());
    else if (DATA.includes(name)) call.body = (call.body === undefined ? '' : `${call.body}&`) + value();
    else if (name === '--url') call.path = pathOf(value(), program);
    else if (WITH_VALUE.includes(name)) value();
    else if (!word.startsWith('-')) call.path = pathOf(word, program);
  }
  if (!call.path) throw new Unreadable('address');
  call.method ||= call.body === undefined ? 'GET' : 'POST';
  if (!['GET', 'POST'].includes(call.method)) throw new Unreadable('method');
  if (call.body !== undefined) call.headers['content-type'] ??= 'application/json';
  return call;
}

function header(call, line) {
  const colon = line.indexOf(':');
  if (colon > 0) call.headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
}

/** As a shell takes a line apart: quotes, backslashes, and lines that go on. */
function words(text) {
  const all = [];
  let word;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (quote) {
      if (sign === quote) quote = '';
      else if (sign === '\\' && quote === '"' && /["\\$`]/.test(text[at + 1] ?? '')) word += text[++at];
      else word += sign;
    } else if (sign === "'" || sign === '"') {
      quote = sign;
      word ??= '';
    } else if (sign === '\\') {
      const next = text[++at] ?? '';
      if (next === '\r' && text[at + 1] === '\n') at++;
      else if (next !== '\n') word = (word ?? '') + next;
    } else if (/\s/.test(sign)) {
      if (word !== undefined) all.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + sign;
    }
  }
  if (quote) throw new Unreadable('quote');
  return word === undefined ? all : [...all, word];
}
