// All text of the pages. A message is a sentence with {places}, or its plural forms by the rules of the
// language (Unicode CLDR): {"one": "{count} click", "other": "{count} clicks"}. What fills a place is
// isolated, so that names and amounts stay whole in a sentence of the other direction (UAX 9).

export const language = document.documentElement.lang;
export const isRightToLeft = document.documentElement.dir === 'rtl';

/** In their own words; the order of the chooser. */
export const LANGUAGES = [['en', 'English'], ['he', 'עברית'], ['fa', 'فارسی'], ['lv', 'Latviešu']];

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_DIRECTIONAL_ISOLATE = '\u2069';
const root = new URL('..', import.meta.url);
const plurals = new Intl.PluralRules(language);
const messages = new Map();
const loaded = new Map();

/** Loads the messages of an area: messages/{language}/{area}.json. */
export function load(area) {
  if (!loaded.has(area)) {
    loaded.set(area, fetch(new URL(`messages/${language}/${area}.json`, root))
        .then(answer => {
          if (!answer.ok) throw new Error(`messages of ${area}: ${answer.status}`);
          return answer.json();
        })
        .then(words => Object.entries(words).forEach(([key, text]) => messages.set(`${area}.${key}`, text))));
  }
  return loaded.get(area);
}

/**
 * A message, `area.key`, with its places filled; `count` also chooses the plural form. Numbers are written
 * in the language's digits. An unknown key is shown as it is, and told to the console: a test reads that.
 */
export function t(key, values = {}) {
  const message = messages.get(key);
  if (message === undefined) {
    console.error(`no message ${key} in ${language}`);
    return key;
  }
  const text = typeof message === 'string' ? message : message[plurals.select(Number(values.count))] ?? message.other;
  return text.replace(/\{(\w+)\}/g, (place, name) => {
    if (!(name in values)) {
      console.error(`nothing for ${place} of ${key}`);
      return place;
    }
    return FIRST_STRONG_ISOLATE + shown(values[name]) + POP_DIRECTIONAL_ISOLATE;
  });
}

/** Whether there is such a message: for words that come from the API, as states do. */
export function has(key) {
  return messages.has(key);
}

/**
 * The word of a closed choice of the API: `choice('creatives.kind', 'banner')` is the message `creatives.kind__banner`.
 * One that is new to these pages stands as it came.
 */
export function choice(prefix, value) {
  const key = `${prefix}__${value}`;
  return has(key) ? t(key) : String(value).replaceAll('_', ' ');
}

/** Kept for a year, so that the next page comes in it from the start. */
export function choose(code) {
  document.cookie = `tributary-language=${code}; path=/; max-age=31536000; samesite=lax`
      + (location.protocol === 'https:' ? '; secure' : '');
  location.reload();
}

function shown(value) {
  return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : String(value);
}
