const Z = 1.959964; // 95 %

/** The 95 % Wilson interval of a share seen in n cases (Wilson 1927, doi:10.2307/2276774). */
export function wilson(share: number, n: number): [number, number] {
  if (!(n > 0)) return [0, 1];
  const square = (Z * Z) / n;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z / (1 + square)) * Math.sqrt((share * (1 - share)) / n + square / (4 * n));
  return [Math.max(0, Math.min(share, middle - half)), Math.min(1, Math.max(share, middle + half))];
}
