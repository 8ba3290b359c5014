/** Evidence of a change, told as odds: how many to one against nothing having changed. */

/** "100 to 1", "3 to 1"; below even, "no evidence". */
export function odds(log: number): string {
  if (!(log > Math.log(1.05))) return "no evidence";
  const times = Math.exp(Math.min(log, 700));
  if (times >= 1e6) return `10${raised(Math.floor(log / Math.LN10))} to 1`;
  return `${new Intl.NumberFormat("en-GB", { maximumSignificantDigits: times < 10 ? 2 : 3 }).format(times)} to 1`;
}

const DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function raised(power: number): string {
  return [...String(power)].map((digit) => DIGITS[Number(digit)]).join("");
}

export interface EvidenceScale {
  domain: [number, number];
  ticks: { at: number; says: string }[];
}

const STEPS = [1, 2, 3, 5, 10, 20, 50, 100, 200];
const MOST = 5; // ticks

/** From even odds (nothing is lost below) to over the alarm line, with ticks at powers of ten. */
export function evidenceScale(logs: readonly number[], threshold: number): EvidenceScale {
  const highest = Math.max(threshold * 1.2, ...logs.filter(Number.isFinite)) / Math.LN10;
  const by = STEPS.find((step) => highest / step <= MOST) ?? Math.ceil(highest / MOST);
  const powers = Array.from({ length: Math.floor(highest / by) + 1 }, (_, k) => k * by);
  return {
    domain: [0, highest * Math.LN10],
    ticks: powers.map((power) => ({
      at: power * Math.LN10,
      says: power === 0 ? "even" : power < 4 ? `${10 ** power} : 1` : `10${raised(power)} : 1`,
    })),
  };
}
