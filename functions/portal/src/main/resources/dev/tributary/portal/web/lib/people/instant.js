// Instants of the API as what a field of type datetime-local has: a time of a program's zone, without saying which.

/** `2026-11-22T10:15:00Z` in Europe/Riga is `2026-11-22T12:15`. */
export function toLocal(instant, zone) {
  if (!instant) return '';
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', {
    timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
    year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
  }).formatToParts(new Date(instant)).map(part => [part.type, part.value]));
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** The other way; of an hour that comes twice the first one, of one that a clock skips the one after it. */
export function fromLocal(text, zone) {
  if (!text) return undefined;
  const asUtc = Date.parse(`${text}Z`);
  const shown = at => Date.parse(`${toLocal(new Date(at).toISOString(), zone)}Z`);
  const zoneFrom = at => shown(at) - at;
  const candidates = [asUtc - zoneFrom(asUtc - 86_400_000), asUtc - zoneFrom(asUtc + 86_400_000)];
  const exact = candidates.filter(at => shown(at) === asUtc);
  return new Date(exact.length ? Math.min(...exact) : Math.max(...candidates)).toISOString();
}
