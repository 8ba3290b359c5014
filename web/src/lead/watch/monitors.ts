/** What the watch tells, in the order in which a person wants it. */
import type { Alarm, CertificateRow, FeatureShift, Overview, Since } from "../shapes";
import { exact, inWords, percent } from "../words";

/** Strongest evidence first. */
export function byEvidence(features: readonly FeatureShift[]): FeatureShift[] {
  return [...features].sort((a, b) => b.log_evidence - a.log_evidence || a.feature.localeCompare(b.feature));
}

/** "Since about 3 days ago (between … and …): from 4.0 % to 9.0 %." */
export function sinceWords(since: Since, now: number = Date.now()): string {
  return (
    `Since about ${inWords(since.at, now)} (between ${exact(since.low)} and ${exact(since.high)}): ` +
    `from ${percent(since.before)} to ${percent(since.now)}.`
  );
}

export interface Moment {
  at: string;
  says: string;
  bad?: boolean;
}

/** Promotions, certificates and alarms on one line of time, within what is drawn. */
export function moments(
  overview: Pick<Overview, "accuracy_over_time" | "promotions">,
  certificates: readonly CertificateRow[],
  alarms: readonly Alarm[],
): Moment[] {
  const begin = Math.min(
    ...overview.accuracy_over_time.map((each) => Date.parse(each.from)),
    ...overview.promotions.map((each) => Date.parse(each.at)),
  );
  const marks: Moment[] = [
    ...overview.promotions.map((each) => ({ at: each.at, says: each.model })),
    ...certificates.map((each) => ({ at: each.created_at, says: "certified" })),
    ...alarms.map((each) => ({ at: each.created_at, says: "alarm", bad: true })),
  ];
  return marks
    .filter((each) => Date.parse(each.at) >= begin)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
