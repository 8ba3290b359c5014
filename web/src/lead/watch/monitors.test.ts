import { expect, it } from "vitest";
import type { Alarm, CertificateRow, FeatureShift } from "../shapes";
import { byEvidence, looksOf, moments, sinceWords, toldAtOnce } from "./monitors";

const now = Date.parse("2026-03-10T00:00:00Z");

const shift = (feature: string, log_evidence: number): FeatureShift => ({
  feature, log_evidence, alarm: false, what: "", before: 0, now: 0, since: null,
});

it("features without evidence wait behind a press, all but the first", () => {
  const of = (...logs: number[]) => toldAtOnce(logs.map((log, k) => shift(String(k), log)));
  expect([of(), of(-1), of(0, 0, 0), of(4, 2, 0.1), of(9, 9, 9, 9, 9, 9, 9)]).toEqual([0, 1, 1, 2, 5]);
});

it("the strongest evidence is told first", () => {
  const given = [shift("b", 0), shift("c", 9), shift("a", 0)];
  expect(byEvidence(given).map((each) => each.feature)).toEqual(["c", "a", "b"]);
  expect(given[0]?.feature).toBe("b");
});

it("a look at which nothing could be compared yet is no point of the plot", () => {
  const history = [{ at: "2026-03-01T00:00:00Z", log_evidence: null }, { at: "2026-03-02T00:00:00Z", log_evidence: -1 }];
  expect(looksOf({ history })).toEqual(history.slice(1));
});

it("since when is told with its range and both shares", () => {
  const since = { at: "2026-03-07T00:00:00Z", low: "2026-03-06T00:00:00Z", high: "2026-03-08T00:00:00Z", before: 0.04, now: 0.09 };
  expect(sinceWords(since, now).replaceAll("\u00a0", " ")).toBe(
    "Since about 3 days ago (between 6 Mar, 00:00 and 8 Mar, 00:00 UTC): from 4.0 % to 9.0 %.",
  );
});

it("a moment known to the window is told once", () => {
  const at = "2026-03-07T00:00:00Z";
  expect(sinceWords({ at, low: at, high: at, before: 0, now: 1 }, now)).toContain("ago (7 Mar, 00:00 UTC): from");
});

it("what happened lies on one line of time, and nothing from before it begins", () => {
  const overview = {
    accuracy_over_time: [],
    promotions: [{ model: "v2", at: "2026-03-05T00:00:00Z", reason: "proved", by: "ann", why: "" }],
  };
  const certificate = (created_at: string) => ({ created_at }) as CertificateRow;
  const alarm = { created_at: "2026-03-07T00:00:00Z" } as Alarm;
  const marks = moments(overview, [certificate("2026-03-01T00:00:00Z"), certificate("2026-03-06T00:00:00Z")], [alarm]);
  expect(marks.map((each) => [each.says, each.bad ?? false])).toEqual([["v2", false], ["certified", false], ["alarm", true]]);
});
