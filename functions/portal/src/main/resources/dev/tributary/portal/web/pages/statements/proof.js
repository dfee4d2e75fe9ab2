// Checks a statement by nothing but its entries and our signature: what docs/ledger.md, "How to verify a statement",
// says. No figure that the API has computed is trusted: texts, sums and hashes are made here again. Amounts are whole
// minor units, no double among them.

const BALANCES = ['pending', 'held', 'available', 'in_flight', 'receivable'];
const FIRST = '0'.repeat(64);
/** Entries are written within so many milliseconds of their time: only that near a month's border may they overtake. */
const DISORDER = 15 * 60_000;
const KIND_OF_KEY = 'statement-';

const bytes = text => new TextEncoder().encode(text);
const sum = all => all.reduce((left, right) => left + right, 0n);
const at = text => Date.parse(text);

/** `12.50` as 1250n; undefined for another currency, other decimals, or no amount at all. */
function minor(money, {currency, decimals}) {
  const shape = decimals ? new RegExp(`^-?\\d+\\.\\d{${decimals}}$`) : /^-?\d+$/;
  return money?.currency === currency && shape.test(money.amount) ? BigInt(money.amount.replace('.', '')) : undefined;
}

/** 1250n as the API writes it. */
function money(amount, {currency, decimals}) {
  const digits = String(amount < 0n ? -amount : amount).padStart(decimals + 1, '0');
  const whole = decimals ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : digits;
  return {amount: (amount < 0n ? '-' : '') + whole, currency};
}

/** What is signed is in minor units: with other decimals it would be another amount. 0 is also said of currencies whose cents are out of use. */
function isUsual({currency, decimals}) {
  const usual = new Intl.NumberFormat('en', {style: 'currency', currency}).resolvedOptions().maximumFractionDigits;
  return decimals === usual || usual === 0;
}

const unitOf = proof => ({currency: proof.currency, decimals: (proof.opening.balances.pending.amount.split('.')[1] ?? '').length});

/** The text of an entry whose hash it bears. */
export function entryText(entry, unit) {
  const {rated, tier, clicks} = entry;
  return [
    'tributary entry 1', entry.program_id, entry.affiliate_id, unit.currency, entry.sequence, entry.id, entry.kind.toUpperCase(),
    entry.occurred_at, entry.posted_at, entry.previous_hash,
    ...entry.postings.map(one => `${one.from} ${one.to} ${minor(one.amount, unit)} ${one.commission_id ?? '-'}`),
    ...entry.counts.map(one => `count ${one.tally} ${one.change}`),
    ...rated.map(one => `rated ${one.tally} ${one.event} ${base64url(one.order_id)}`),
    ...tier ? [`tier ${tier.tally} ${tier.from} ${tier.to} ${tier.through}`] : [],
    ...clicks ? [`clicks ${clicks.day} ${clicks.qualified} ${clicks.paid} ${clicks.terms_version}`
        + (clicks.left_by_caps ? ` ${minor(clicks.left_by_caps, unit)}` : '')] : [],
  ].map(lined).join('');
}

/** A field that went on in the next line would be read as another one than the signed. */
const lined = line => `${String(line).replaceAll('\n', ' ')}\n`;

const base64url = text => btoa(String.fromCharCode(...bytes(text))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

const ofBase64url = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), sign => sign.charCodeAt(0));

/** The lines of a proof, with the entries that were found. */
export function content(proof, {count, hash}) {
  const unit = unitOf(proof);
  const point = ({entries, last_sequence: sequence, last_hash: last, balances}) =>
    [entries, sequence, last, ...BALANCES.map(balance => minor(balances[balance], unit))].join(' ');
  return ['tributary statement 1', proof.program_id, proof.affiliate_id, proof.currency, proof.month, proof.time_zone, proof.from, proof.to,
    proof.final ? 'final' : 'open', `opening ${point(proof.opening)}`, `entries ${count} ${hash}`, `closing ${point(proof.closing)}`]
      .map(lined).join('');
}

/** What an entry changed in a balance: a credit raises what an affiliate has, and lowers what it owes. */
function change(entry, balance, unit) {
  const isOf = name => name === balance || name.startsWith(`${balance}:`);
  const moved = sum(entry.postings.map(({from, to, amount}) =>
    (minor(amount, unit) ?? 0n) * (BigInt(isOf(to)) - BigInt(isOf(from)))));
  return balance === 'receivable' ? -moved : moved;
}

async function sha256(text, subtle) {
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes(text)));
  return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
}

/** @returns passed, failed, or why it cannot be said: no_key, no_hash, no_ed25519 */
async function signature(proof, keys, subtle) {
  const key = keys.find(one => one.kid === proof.key_id && proof.key_id.startsWith(KIND_OF_KEY));
  if (!key) return 'no_key';
  if (!subtle) return 'no_hash';
  let imported;
  try {
    imported = await subtle.importKey('jwk', {kty: 'OKP', crv: 'Ed25519', x: key.x}, {name: 'Ed25519'}, false, ['verify']);
  } catch (failure) {
    return failure.name === 'NotSupportedError' ? 'no_ed25519' : 'failed';
  }
  try {
    const signed = bytes(`tributary-statement-v1\n${proof.content_hash}\n${proof.signed_at}\n`);
    return await subtle.verify({name: 'Ed25519'}, imported, ofBase64url(proof.signature), signed) ? 'passed' : 'failed';
  } catch {
    return 'failed';
  }
}

const passed = (check, found, values = {}) => ({check, result: 'passed', found, values});
const failed = (check, found, values = {}) => ({check, result: 'failed', found, values});
const unknown = (check, found, values = {}) => ({check, result: 'unknown', found, values});

/**
 * @param statement as it is shown
 * @param entries its rows {words, change, entry}, all of them
 * @param proof of the same month
 * @param previous the proof of the month before; undefined where it could not be read
 * @param keys the platform's public keys
 * @param subtle of the browser; undefined where it has none
 * @returns rows {check, of, result: passed, failed or unknown, found: a word for what was found, values}
 */
export async function verify({statement, entries, proof, previous, keys}, subtle = globalThis.crypto?.subtle) {
  const unit = unitOf(proof);
  // What came to an open month after it was signed is not in its proof.
  const rows = proof.final ? entries : entries.filter(({entry}) => entry.sequence <= proof.closing.last_sequence);
  const hashes = subtle ? await hashesOf(rows, unit, subtle) : rows.map(({entry}) => entry.hash);
  const list = rows.map(({entry}, index) => `${entry.sequence} ${hashes[index]}\n`).join('');
  const all = {count: rows.length, hash: subtle ? await sha256(list, subtle) : ''};
  return [
    unchanged(rows, hashes, proof, unit, subtle),
    subtle ? chain(rows, hashes, proof) : unknown('chain', 'no_hash'),
    count(rows, proof),
    ...BALANCES.map(balance => cents(rows, balance, proof, unit)),
    figures(rows, statement, proof, unit),
    await before(proof, previous, keys, subtle),
    await signedContent(proof, all, subtle),
    await signedBy(proof, keys, subtle),
  ];
}

/** A few hundred at a time: each one is a call of its own to the browser. */
async function hashesOf(rows, unit, subtle) {
  const hashes = [];
  for (let from = 0; from < rows.length; from += 500) {
    hashes.push(...await Promise.all(rows.slice(from, from + 500).map(({entry}) => sha256(entryText(entry, unit), subtle))));
  }
  return hashes;
}

function unchanged(rows, hashes, proof, unit, subtle) {
  const foreign = rows.find(({entry}) => entry.program_id !== proof.program_id || entry.affiliate_id !== proof.affiliate_id
      || at(entry.posted_at) < at(proof.from) || at(entry.posted_at) >= at(proof.to));
  if (foreign) return failed('entries', 'entries_foreign', {id: foreign.entry.id});
  const odd = rows.find(({entry}) => entry.postings.some(one => (minor(one.amount, unit) ?? 0n) <= 0n));
  if (odd) return failed('entries', 'entries_odd', {id: odd.entry.id});
  if (!subtle) return unknown('entries', 'no_hash');
  const wrong = rows.filter(({entry}, index) => entry.hash !== hashes[index]);
  return wrong.length ? failed('entries', 'entries_changed', {count: wrong.length, id: wrong[0].entry.id})
      : passed('entries', 'entries_same', {count: rows.length});
}

/** Each entry holds the hash of the one before; one that is not here belongs to the month beyond the border. */
function chain(rows, hashes, {opening, closing, from, to}) {
  const points = [{sequence: opening.last_sequence, hash: opening.last_hash}];
  for (const [index, {entry}] of rows.entries()) {
    const before = points.find(one => one.sequence === entry.sequence - 1);
    const mayOvertake = opening.last_sequence > entry.sequence && at(entry.posted_at) < at(from) + DISORDER
        || at(entry.posted_at) >= at(to) - DISORDER;
    const isInOrder = index === 0 || entry.sequence > rows[index - 1].entry.sequence;
    if (!isInOrder || (before ? before.hash !== entry.previous_hash : !mayOvertake)) return failed('chain', 'chain_broken', {id: entry.id});
    points.splice(1, 1, {sequence: entry.sequence, hash: hashes[index]});
  }
  const last = points.reduce((high, one) => one.sequence > high.sequence ? one : high);
  return last.sequence === closing.last_sequence && last.hash === closing.last_hash
      ? passed('chain', rows.length ? 'chain_whole' : 'chain_none', {last: last.sequence})
      : failed('chain', 'chain_end', {last: last.sequence, signed: closing.last_sequence});
}

function count(rows, {opening, entries, closing}) {
  const values = {before: opening.entries, count: rows.length, after: closing.entries};
  return opening.entries + rows.length === closing.entries && rows.length === entries.count
      ? passed('count', 'count_fits', values) : failed('count', 'count_differs', {...values, signed: entries.count});
}

function cents(rows, balance, {opening, closing}, unit) {
  const stood = minor(opening.balances[balance], unit) ?? 0n;
  const moved = sum(rows.map(({entry}) => change(entry, balance, unit)));
  const values = {opening: opening.balances[balance], change: money(moved, unit), closing: closing.balances[balance]};
  const row = stood + moved === minor(closing.balances[balance], unit) ? passed('balance', 'balance_fits', values)
      : failed('balance', 'balance_differs', {...values, sum: money(stood + moved, unit)});
  return {...row, of: balance, isEmpty: row.result === 'passed' && stood === 0n && moved === 0n};
}

/** What is shown, held against the entries and what was signed. */
function figures(rows, statement, proof, unit) {
  const isSame = (shown, amounts) => BALANCES.every(balance => minor(shown[balance], unit) === amounts(balance));
  const point = name => isSame(statement[name], balance => minor(proof[name].balances[balance], unit));
  const other = rows.find(row => !isSame(row.change, balance => change(row.entry, balance, unit)));
  const kinds = new Set([...rows.map(({entry}) => entry.kind), ...statement.movements.map(({kind}) => kind)]);
  const kind = [...kinds].find(one => {
    const shown = statement.movements.filter(movement => movement.kind === one);
    const found = rows.filter(({entry}) => entry.kind === one);
    return shown.length !== 1 || shown[0].entries !== found.length
        || !isSame(shown[0].change, balance => sum(found.map(({entry}) => change(entry, balance, unit))));
  });
  const isOther = ['month', 'program_id', 'affiliate_id', 'time_zone', 'final'].some(field => statement[field] !== proof[field]);
  if (isOther) return failed('figures', 'figures_other');
  if (!isUsual(unit)) return failed('figures', 'figures_decimals');
  if (!point('opening')) return failed('figures', 'figures_opening');
  if (!point('closing')) return failed('figures', 'figures_closing');
  if (kind) return failed('figures', 'figures_kind', {kind});
  return other ? failed('figures', 'figures_entry', {id: other.entry.id}) : passed('figures', 'figures_same');
}

/** The opening is what the month before was signed to close with. */
async function before(proof, previous, keys, subtle) {
  const {opening} = proof;
  const unit = unitOf(proof);
  if (opening.entries === 0) {
    const isNothing = opening.last_sequence === 0 && opening.last_hash === FIRST
        && BALANCES.every(balance => minor(opening.balances[balance], unit) === 0n);
    return isNothing ? passed('previous', 'previous_none') : failed('previous', 'previous_not_none');
  }
  if (!previous) return unknown('previous', 'previous_unread');
  const {closing, month} = previous;
  const values = {month};
  if (['program_id', 'affiliate_id', 'currency', 'time_zone'].some(field => previous[field] !== proof[field]) || previous.to !== proof.from) {
    return failed('previous', 'previous_other', values);
  }
  const by = await signature(previous, keys, subtle);
  if (['failed', 'no_key'].includes(by)
      || subtle && await sha256(content(previous, previous.entries), subtle) !== previous.content_hash) {
    return failed('previous', 'previous_forged', values);
  }
  const isSame = ['entries', 'last_sequence', 'last_hash'].every(field => closing[field] === opening[field])
      && BALANCES.every(balance => minor(closing.balances[balance], unit) === minor(opening.balances[balance], unit));
  if (!isSame) return previous.final ? failed('previous', 'previous_differs', values) : unknown('previous', 'previous_open', values);
  return by === 'passed' ? passed('previous', 'previous_same', values) : unknown('previous', by, values);
}

async function signedContent(proof, all, subtle) {
  if (!subtle) return unknown('content', 'no_hash');
  return await sha256(content(proof, all), subtle) === proof.content_hash ? passed('content', 'content_same')
      : failed('content', 'content_differs');
}

async function signedBy(proof, keys, subtle) {
  const by = await signature(proof, keys, subtle);
  switch (by) {
    case 'passed': return passed('signature', 'signature_good');
    case 'failed': return failed('signature', 'signature_bad');
    case 'no_key': return failed('signature', 'signature_foreign', {key: proof.key_id});
    default: return unknown('signature', by);
  }
}
