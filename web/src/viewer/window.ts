// Window and level: which values of an image are black, which white, and what lies between.
// Brightness and contrast of colour images and PNGs are the same two numbers on 0..255.

export interface Shade {
  window: number; // values from black to white
  level: number; // the value in the middle
  invert: boolean;
}

export const PLAIN: Shade = { window: 255, level: 127.5, invert: false };

const GREYS = 1 << 16;
const OFFSET = 1 << 15; // int16 -32768 is entry 0
const OPAQUE = 0xff000000;
const BINS = 4096;

function shown(value: number, { window, level, invert }: Shade): number {
  const part = (value - level) / Math.max(window, 1e-9) + 0.5;
  const grey = Math.round(Math.min(1, Math.max(0, part)) * 255);
  return invert ? 255 - grey : grey;
}

/** RGBA of every 16-bit grey value, as a little-endian word: a change costs one table, not a scan of numbers. */
export function greyTable(shade: Shade, table = new Uint32Array(GREYS)): Uint32Array {
  for (let at = 0; at < GREYS; at++) {
    const grey = shown(at - OFFSET, shade);
    table[at] = (OPAQUE | (grey << 16) | (grey << 8) | grey) >>> 0;
  }
  return table;
}

export function paintGrey(values: Int16Array, table: Uint32Array, into: Uint32Array): void {
  for (let at = 0; at < values.length; at++) into[at] = table[values[at]! + OFFSET]!;
}

/** What each of 256 brightnesses becomes. */
export function byteTable(shade: Shade): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, value) => shown(value, shade));
}

export function paintColour(pixels: Uint32Array, table: Uint8Array, into: Uint32Array): void {
  for (let at = 0; at < pixels.length; at++) {
    const pixel = pixels[at]!;
    into[at] =
      ((pixel & OPAQUE) |
        (table[(pixel >>> 16) & 255]! << 16) |
        (table[(pixel >>> 8) & 255]! << 8) |
        table[pixel & 255]!) >>>
      0;
  }
}

/** RGBA words of RGB bytes. */
export function wordsOf(rgb: Uint8Array): Uint32Array {
  const words = new Uint32Array(Math.floor(rgb.length / 3));
  for (let at = 0; at < words.length; at++) {
    words[at] = (OPAQUE | (rgb[3 * at + 2]! << 16) | (rgb[3 * at + 1]! << 8) | rgb[3 * at]!) >>> 0;
  }
  return words;
}

/** The window that spans 1 to 99 % of the values, or all of them where those are one. */
export function autoShade(values: ArrayLike<number>, invert: boolean): Shade {
  let low = Infinity;
  let high = -Infinity;
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low >= high) return { window: 1, level: low < Infinity ? low : 0, invert };
  const width = (high - low) / BINS;
  const counts = new Uint32Array(BINS);
  for (let at = 0; at < values.length; at++) {
    const bin = Math.min(BINS - 1, Math.floor((values[at]! - low) / width));
    counts[bin] = counts[bin]! + 1;
  }
  const [first, last] = [crossing(counts, values.length * 0.01), crossing(counts, values.length * 0.99)];
  if (first === last) return { window: high - low, level: (low + high) / 2, invert };
  const [from, to] = [low + first * width, low + (last + 1) * width];
  return { window: Math.max(to - from, 1), level: (from + to) / 2, invert };
}

function crossing(counts: Uint32Array, goal: number): number {
  let seen = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    seen += counts[bin]!;
    if (seen > goal) return bin;
  }
  return counts.length - 1;
}

/** Brightness of each pixel, for the automatic window of a colour image. */
export function brightnesses(pixels: Uint32Array): Uint8Array {
  return Uint8Array.from(pixels, (pixel) => ((pixel & 255) * 54 + ((pixel >>> 8) & 255) * 183 + ((pixel >>> 16) & 255) * 19) >>> 8);
}

/** A drag: sideways changes the window, upwards makes it brighter. `usual` gives the speed. */
export function dragged(shade: Shade, dx: number, dy: number, usual: Shade): Shade {
  const step = Math.max(usual.window, 1) / 300;
  const up = shade.invert ? -1 : 1;
  return {
    ...shade,
    window: Math.max(shade.window + dx * step, usual.window / 255, 0.01),
    level: shade.level + up * dy * step,
  };
}

/** One key press brighter (+1) or darker (-1). */
export function brighter(shade: Shade, steps: number): Shade {
  return { ...shade, level: shade.level - (shade.invert ? -1 : 1) * steps * shade.window * 0.05 };
}

/** One key press of more contrast (+1) or less (-1). */
export function harder(shade: Shade, steps: number): Shade {
  return { ...shade, window: Math.max(shade.window * 0.9 ** steps, 0.01) };
}
