// A terms document as the API takes it: read and changed by paths, so that what no form knows stays as it is.

/** `['rules', 0, 'pay']` as the API names it: `rules[0].pay`. */
export function nameOf(path) {
  return path.reduce((text, part) =>
      typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${part}` : part, '');
}

export function idOf(path) {
  return `terms-${path.join('-')}`;
}

/** `rules[0].pay` as the id of its field. */
export function idOfName(name) {
  return `terms-${name.replaceAll(/[.[\]]+/g, '-').replace(/-$/, '')}`;
}

export function at(document, path) {
  return path.reduce((value, part) => value?.[part], document);
}

/** Another document with this value in its place. */
export function withValue(document, [part, ...rest], value) {
  const copy = Array.isArray(document) ? [...document] : {...document};
  copy[part] = rest.length ? withValue(copy[part] ?? {}, rest, value) : value;
  return copy;
}

/** What the API reads of what it answered. */
export function written({program_id: program, version, effective_from: from, in_words: words, faults, ...document}) {
  return document;
}

/** The first terms of a program, for people to change. */
export function firstTerms() {
  return {
    rules: [{id: 'base', conditions: [{events: ['sale']}], pay: {percent: '10'}}],
    hold_days: 30,
  };
}

/** Each value that differs, by its path; what has an id is known by it. @returns [{path, before, after}] */
export function differences(before, after, path = '') {
  if (isPlain(before) || isPlain(after)) {
    const [one, other] = [keyed(before), keyed(after)];
    return [...new Set([...Object.keys(one), ...Object.keys(other)])]
        .flatMap(key => differences(one[key], other[key], path ? `${path}.${key}` : key));
  }
  const [one, other] = [before ?? null, after ?? null];
  return JSON.stringify(one) === JSON.stringify(other) ? [] : [{path, before: one, after: other}];
}

function isPlain(value) {
  return value !== null && typeof value === 'object' && !(Array.isArray(value) && value.every(one => typeof one !== 'object'));
}

function keyed(value) {
  if (!Array.isArray(value)) return isPlain(value) ? value : {};
  return Object.fromEntries(value.map((one, number) => [one?.id ?? number + 1, one]));
}

/** The kind of a pay; what is null is of another kind. */
export function payKind(pay) {
  if (pay?.tiers) return 'tiers';
  if (pay?.stages) return 'stages';
  if (pay?.per_item) return 'per_item';
  if (pay?.amount) return pay.percent === null || pay.percent === undefined ? 'amount' : 'both';
  return 'percent';
}

/** A pay of a kind, empty but for what the one before it can give. */
export function payOf(kind, currency, before) {
  const money = () => ({amount: '', currency});
  const flat = {percent: before?.percent ?? '', amount: null, per_item: null};
  switch (kind) {
    case 'amount': return {percent: null, amount: before?.amount ?? money(), per_item: null};
    case 'both': return {...flat, amount: before?.amount ?? money()};
    case 'per_item': return {percent: null, amount: null, per_item: money()};
    case 'stages': return {stages: [{months: 12, pay: flat}, {months: null, pay: {...flat, percent: ''}}]};
    case 'tiers': return {tiers: {
      measure: 'revenue', period: 'month', mode: 'marginal',
      steps: [{from: {amount: '0', currency}, pay: flat}, {from: money(), pay: {...flat, percent: ''}}],
    }};
    default: return flat;
  }
}
