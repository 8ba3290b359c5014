/** What the watch tells, in the order in which a person wants it. */
import type { Alarm, CertificateRow, FeatureShift, Monitor, Overview, Since } from "../shapes";
import { inWords, moment, percent } from "../words";

/** Strongest evidence first. */
export function byEvidence(features: readonly FeatureShift[]): FeatureShift[] {
  return [...features].sort((a, b) => (b.log_evidence ?? 0) - (a.log_evidence ?? 0) || a.feature.localeCompare(b.feature));
}

const MOST = 5; // features that are told at once
const LITTLE = Math.log(3);

/** How many of the features, strongest first, need no press to be seen: those with evidence, at least one. */
export function toldAtOnce(features: readonly FeatureShift[]): number {
  const some = features.filter((each) => (each.log_evidence ?? 0) >= LITTLE).length;
  return Math.min(features.length, Math.max(1, Math.min(MOST, some)));
}

/** "Since about 3 days ago (between … and …): from 4.0 % to 9.0 %." */
export function sinceWords(since: Since, now: number = Date.now()): string {
  const range = since.low === since.high ? `${moment(since.at)} UTC` : `between ${moment(since.low)} and ${moment(since.high)} UTC`;
  return `Since about ${inWords(since.at, now)} (${range}): from ${percent(since.before)} to ${percent(since.now)}.`;
}

/** The looks at which the monitor spoke. */
export function looksOf(monitor: Pick<Monitor, "history">): { at: string; log_evidence: number }[] {
  return monitor.history.flatMap(({ at, log_evidence }) => (log_evidence === null ? [] : [{ at, log_evidence }]));
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
