/** Grey values as a screen shows them: the window's width around its level, black to white. */

/** The least and greatest value: the window when the file names none. */
export function range(values: Int16Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}

/** RGBA bytes of 16-bit grey values. */
export function painted(
  values: Int16Array,
  window: number | null,
  level: number | null,
  invert: boolean,
): Uint8ClampedArray<ArrayBuffer> {
  const [least, most] = range(values);
  const width = window ?? Math.max(1, most - least);
  const start = (level ?? (least + most) / 2) - width / 2;
  const bytes = new Uint8ClampedArray(values.length * 4);
  values.forEach((value, k) => {
    const grey = ((value - start) / width) * 255;
    const shown = invert ? 255 - grey : grey;
    bytes[4 * k] = bytes[4 * k + 1] = bytes[4 * k + 2] = shown;
    bytes[4 * k + 3] = 255;
  });
  return bytes;
}

/** RGBA bytes of RGB bytes. */
export function opaque(values: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray((values.length / 3) * 4);
  for (let k = 0; k < values.length / 3; k++) {
    bytes[4 * k] = values[3 * k]!;
    bytes[4 * k + 1] = values[3 * k + 1]!;
    bytes[4 * k + 2] = values[3 * k + 2]!;
    bytes[4 * k + 3] = 255;
  }
  return bytes;
}
