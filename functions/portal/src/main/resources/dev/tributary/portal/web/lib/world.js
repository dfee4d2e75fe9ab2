// What a browser knows of time zones.

/** @param own stands among them, whatever this browser knows */
export function zones(own) {
  return [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', own].filter(Boolean))].sort().map(zone => [zone, zone]);
}

/** The instant at which a day begins in a zone, as the API writes it: `2026-11-21T22:00:00Z`. */
export function startOf(day, zone) {
  const wall = new Intl.DateTimeFormat('en-US', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  });
  const wanted = Date.parse(`${day}T00:00:00Z`);
  const shown = at => {
    const part = Object.fromEntries(wall.formatToParts(at).map(one => [one.type, Number(one.value)]));
    return Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute, part.second);
  };
  let at = wanted;
  // The second step is for a change of the clocks between the guess and the answer.
  for (let step = 0; step < 2; step++) at += wanted - shown(at);
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
