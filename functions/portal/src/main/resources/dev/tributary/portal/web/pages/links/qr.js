// The QR code of a URL, as ISO/IEC 18004 says: bytes, error correction of level M (15 % may be damaged), the
// smallest version that holds them. docs/RATIONALE.md says why it is here.

/** Of versions 1 to 40 at level M (table 9): how many blocks, and how many check bytes each has. */
const BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16, 17, 17, 18, 20, 21, 23, 25, 26, 28, 29,
  31, 33, 35, 37, 38, 40, 43, 45, 47, 49];
const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26, 26, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28, 28];
const LEVEL_M = 0;
const MASKS = [
  (x, y) => (x + y) % 2, (x, y) => y % 2, x => x % 3, (x, y) => (x + y) % 3,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2, (x, y) => x * y % 2 + x * y % 3,
  (x, y) => (x * y % 2 + x * y % 3) % 2, (x, y) => ((x + y) % 2 + x * y % 3) % 2,
];

/** Rows of modules, true where dark, without the quiet zone; undefined where the text is longer than any code. */
export function qr(text) {
  const bytes = new TextEncoder().encode(text);
  for (let version = 1; version <= 40; version++) {
    const data = dataBytes(version);
    if (bytes.length <= data - (version < 10 ? 2 : 3)) return draw(version, interleaved(version, padded(bytes, version, data)));
  }
  return undefined;
}

function totalBytes(version) {
  const aligned = version === 1 ? 0 : Math.floor(version / 7) + 2;
  const own = aligned ? (25 * aligned - 10) * aligned - 55 + (version >= 7 ? 36 : 0) : 0;
  return Math.floor(((16 * version + 128) * version + 64 - own) / 8);
}

function dataBytes(version) {
  return totalBytes(version) - BLOCKS[version - 1] * CHECKS[version - 1];
}

/** Mode and length, the bytes, and what fills the rest (8.4). */
function padded(bytes, version, size) {
  const bits = [];
  const put = (value, count) => { for (let at = count - 1; at >= 0; at--) bits.push(value >>> at & 1); };
  put(4, 4);
  put(bytes.length, version < 10 ? 8 : 16);
  bytes.forEach(byte => put(byte, 8));
  put(0, 4);
  const whole = Array.from({length: bits.length >> 3}, (_, at) => bits.slice(at * 8, at * 8 + 8).reduce((sum, bit) => sum * 2 + bit, 0));
  for (let at = 0; whole.length < size; at++) whole.push(at % 2 ? 0x11 : 0xec);
  return whole;
}

/** Blocks with their check bytes, a byte of each in turn (8.6). */
function interleaved(version, data) {
  const count = BLOCKS[version - 1];
  const least = Math.floor(data.length / count);
  const short = count - data.length % count;
  const blocks = Array.from({length: count}, (_, at) => {
    const from = at * least + Math.max(0, at - short);
    return data.slice(from, from + least + (at < short ? 0 : 1));
  });
  const divisor = generator(CHECKS[version - 1]);
  const checks = blocks.map(block => remainder(block, divisor));
  const all = [];
  for (let at = 0; at <= least; at++) blocks.forEach(block => { if (at < block.length) all.push(block[at]); });
  for (let at = 0; at < divisor.length; at++) checks.forEach(check => all.push(check[at]));
  return all;
}

/** In GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1. */
function times(one, other) {
  let product = 0;
  for (let at = 7; at >= 0; at--) product = product << 1 ^ (product >>> 7) * 0x11d ^ (other >>> at & 1) * one;
  return product;
}

function generator(degree) {
  const result = [...Array(degree - 1).fill(0), 1];
  let root = 1;
  for (let at = 0; at < degree; at++) {
    for (let to = 0; to < degree; to++) result[to] = times(result[to], root) ^ (result[to + 1] ?? 0);
    root = times(root, 2);
  }
  return result;
}

function remainder(data, divisor) {
  const rest = Array(divisor.length).fill(0);
  for (const byte of data) {
    const factor = byte ^ rest.shift();
    rest.push(0);
    divisor.forEach((value, at) => { rest[at] ^= times(value, factor); });
  }
  return rest;
}

function draw(version, bytes) {
  const size = version * 4 + 17;
  const dark = Array.from({length: size}, () => Array(size).fill(false));
  const taken = Array.from({length: size}, () => Array(size).fill(false));
  const set = (x, y, isDark) => {
    if (x < 0 || y < 0 || x >= size || y >= size) return;
    dark[y][x] = Boolean(isDark);
    taken[y][x] = true;
  };
  patterns(version, size, set);
  format(0, size, set);
  fill(bytes, size, dark, taken);
  let best;
  MASKS.forEach((mask, number) => {
    const rows = dark.map((row, y) => row.map((isDark, x) => taken[y][x] ? isDark : isDark !== (mask(x, y) === 0)));
    format(number, size, (x, y, isDark) => { rows[y][x] = Boolean(isDark); });
    const cost = penalty(rows);
    if (!best || cost < best.cost) best = {cost, rows};
  });
  return best.rows;
}

/** What every code of the version has: timing, finders, alignment, and from version 7 on its number. */
function patterns(version, size, set) {
  for (let at = 0; at < size; at++) {
    set(6, at, at % 2 === 0);
    set(at, 6, at % 2 === 0);
  }
  const square = (x, y, reach, isDark) => {
    for (let down = -reach; down <= reach; down++) {
      for (let right = -reach; right <= reach; right++) set(x + right, y + down, isDark(Math.max(Math.abs(right), Math.abs(down))));
    }
  };
  const finder = away => away !== 2 && away !== 4;
  [[3, 3], [size - 4, 3], [3, size - 4]].forEach(([x, y]) => square(x, y, 4, finder));
  const places = alignments(version, size);
  const last = places.length - 1;
  places.forEach((x, across) => places.forEach((y, down) => {
    const isFinder = across === 0 && down === 0 || across === 0 && down === last || across === last && down === 0;
    if (!isFinder) square(x, y, 2, away => away !== 1);
  }));
  if (version < 7) return;
  const bits = version << 12 | coded(version, 12, 0x1f25);
  for (let at = 0; at < 18; at++) {
    const [across, down] = [size - 11 + at % 3, Math.floor(at / 3)];
    set(across, down, bits >>> at & 1);
    set(down, across, bits >>> at & 1);
  }
}

function alignments(version, size) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = Math.floor((version * 8 + count * 3 + 5) / (count * 4 - 4)) * 2;
  return [6, ...Array.from({length: count - 1}, (_, at) => size - 7 - at * step).reverse()];
}

/** The check bits of a BCH code. */
function coded(value, degree, divisor) {
  const length = 31 - Math.clz32(divisor);
  let rest = value;
  for (let at = 0; at < degree; at++) rest = rest << 1 ^ (rest >>> length - 1) * divisor;
  return rest;
}

function format(mask, size, set) {
  const value = LEVEL_M << 3 | mask;
  const bits = (value << 10 | coded(value, 10, 0x537)) ^ 0x5412;
  const bit = at => bits >>> at & 1;
  for (let at = 0; at < 6; at++) set(8, at, bit(at));
  [[8, 7], [8, 8], [7, 8]].forEach(([x, y], at) => set(x, y, bit(6 + at)));
  for (let at = 9; at < 15; at++) set(14 - at, 8, bit(at));
  for (let at = 0; at < 8; at++) set(size - 1 - at, 8, bit(at));
  for (let at = 8; at < 15; at++) set(8, size - 15 + at, bit(at));
  set(8, size - 8, true);
}

/** Two columns at a time from the right, up and down in turn (8.7.3). */
function fill(bytes, size, dark, taken) {
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    const column = right <= 6 ? right - 1 : right;
    const isUp = (size - 1 - right) / 2 % 2 === 0;
    for (let step = 0; step < size; step++) {
      for (const x of [column, column - 1]) {
        const y = isUp ? size - 1 - step : step;
        if (!taken[y][x] && at < bytes.length * 8) {
          dark[y][x] = Boolean(bytes[at >>> 3] >>> 7 - (at & 7) & 1);
          at++;
        }
      }
    }
  }
}

/** How hard it would be to read (8.8.2): long runs, blocks, what looks like a finder, too much of one colour. */
function penalty(rows) {
  const size = rows.length;
  let cost = 0;
  for (const lines of [rows, rows.map((_, x) => rows.map(row => row[x]))]) {
    for (const line of lines) {
      const text = line.map(isDark => isDark ? 1 : 0).join('');
      for (const run of text.match(/0{5,}|1{5,}/g) ?? []) cost += run.length - 2;
      for (const finder of ['10111010000', '00001011101']) {
        for (let at = text.indexOf(finder); at >= 0; at = text.indexOf(finder, at + 1)) cost += 40;
      }
    }
  }
  for (let y = 0; y < size - 1; y++) {
    for (let x = 0; x < size - 1; x++) {
      if (new Set([rows[y][x], rows[y][x + 1], rows[y + 1][x], rows[y + 1][x + 1]]).size === 1) cost += 3;
    }
  }
  const share = rows.flat().filter(Boolean).length / (size * size);
  return cost + Math.floor(Math.abs(share - 0.5) * 20) * 10;
}
