import { expect, it } from "vitest";
import {
  accuracySays, axis, byName, domainSays, driftSays, inTurn, nowSays, opens, skillSays, stateSays, stretches, toSettle,
} from "./words"; // prettier-ignore
import type { Contest, Credential } from "./shapes";

const estimate = (value: number, low: number, high: number, n = 120) => ({
  value, low, high, n, confidence: 0.95, method: "m",
});
const NOW = Date.parse("2026-03-02T12:00:00Z");

it("skills and domains are said as people say them", () => {
  expect(skillSays("language=fr")).toBe("language: fr");
  expect(skillSays("earned:credit_card")).toBe("credit card");
  expect(skillSays("radiologist")).toBe("radiologist");
  expect(skillSays("=odd")).toBe("=odd");
  expect(domainSays("")).toBe("Everything");
  expect(domainSays("class=a=b_c")).toBe("Items of class a=b c");
  expect(domainSays("kind=image")).toBe("Items of kind image");
  expect(domainSays("language=fr")).toBe("language = fr");
  expect(domainSays("other_things")).toBe("other things");
});

it("a credential says until when it holds, and asks for a look before its end", () => {
  const held = (state: string, expires_at: string | null = null) => ({ skill: "s", state, expires_at });
  expect(stateSays(held("verified", "2027-03-02T12:00:00Z"), NOW)).toEqual({ says: "verified until 2 Mar 2027", look: false });
  expect(stateSays(held("verified", "2026-03-20T12:00:00Z"), NOW)).toEqual({ says: "verified, ends soon: 20 Mar 2026", look: true });
  expect(stateSays(held("verified"), NOW).look).toBe(false);
  expect(stateSays(held("declared"), NOW).look).toBe(true);
  expect(stateSays(held("expired", "2026-03-01T12:00:00Z"), NOW).says).toBe("expired on 1 Mar 2026");
  expect((["declared", "verified", "expired", "withdrawn", "granted", "earned"] as const).filter(opens)).toEqual([
    "verified", "granted", "earned",
  ]);
});

it("what waits for a decision stands first", () => {
  const one = (skill: string, state: Credential["state"]) => ({ skill, state, reviewer: "r", verified_by: null, expires_at: null, note: "" });
  const given = [one("b", "verified"), one("a", "withdrawn"), one("c", "declared"), one("a", "verified")];
  expect(inTurn(given).map((each) => `${each.skill} ${each.state}`)).toEqual(["c declared", "a verified", "b verified", "a withdrawn"]);
});

it("people stand by name, numbers in names as numbers, whatever their figures", () => {
  const rows = ["Reviewer 10", "zoe", "Ann", "Reviewer 2"].map((name) => ({ name }));
  expect(byName(rows).map((row) => row.name)).toEqual(["Ann", "Reviewer 2", "Reviewer 10", "zoe"]);
  expect(rows[0]!.name).toBe("Reviewer 10"); // the given rows stay as they are
});

it("says what somebody is at", () => {
  const now = { state: "working" as const, since: "2026-03-02T11:40:00Z", until: null, reason: null, minutes: 12.4, items: 1 };
  expect(nowSays(now, NOW)).toEqual({ word: "working", says: "12 minutes, 1 item" });
  const resting = { ...now, state: "resting" as const, until: "2026-03-02T12:07:30Z", reason: "tired" };
  expect(nowSays(resting, NOW).says).toBe("8 minutes more: the answers got worse or slower");
  expect(nowSays({ ...resting, until: "2026-03-02T11:00:00Z", reason: null }, NOW).says).toBe("");
  expect(nowSays({ ...resting, until: "2026-03-02T20:00:00Z", reason: "day" }, NOW).says).toBe("8 hours more: the day was long enough");
  expect(nowSays({ ...now, state: "away" }, NOW)).toEqual({ word: "away", says: "" });
  expect(nowSays(null)).toEqual({ word: "not told", says: "" });
});

it("a change shows only where its interval leaves out none", () => {
  expect(driftSays(estimate(-0.041, -0.08, -0.002)).says).toBe("down 4.1 points (−8.0 to −0.2, n\u00a0=\u00a0120)");
  expect(driftSays(estimate(0.03, 0.01, 0.05)).shows).toBe("up");
  expect(driftSays(estimate(-0.041, -0.09, 0.01))).toEqual({ says: "no change shows (−9.0 to +1.0, n\u00a0=\u00a0120)", shows: "" });
  expect(driftSays(null).shows).toBe("");
});

it("a week without a scored answer breaks the line, and the weeks stand in order", () => {
  const week = (day: string, accuracy: ReturnType<typeof estimate> | null) => ({ week: day, accuracy, seconds_median: 3, answers: 9 });
  const found = stretches([
    week("2026-03-16", estimate(0.9, 0.8, 0.95)), week("2026-03-02", estimate(0.8, 0.7, 0.9)),
    week("2026-03-09", null), week("nonsense", estimate(0.1, 0, 1)),
  ]);
  expect(found.map((each) => each.from.slice(0, 10))).toEqual(["2026-03-02", "2026-03-16"]);
  expect(found[0]!.to).toBe("2026-03-09T00:00:00.000Z");
  expect(found[0]!.model).not.toBe(found[1]!.model);
});

it("one axis holds all intervals", () => {
  expect(axis([])).toEqual([0, 1]);
  expect(axis([null, estimate(0.82, 0.74, 0.91), estimate(0.9, 0.88, 0.95)])).toEqual([0.7, 1]);
  expect(axis([estimate(0, 0, 0)])).toEqual([0, 0.1]);
  expect(axis([estimate(1, 1, 1)])).toEqual([0.9, 1]);
});

it("accuracy never stands without its interval and n", () => {
  expect(accuracySays(estimate(0.82, 0.79, 0.85, 1204))).toBe("82\u00a0% (79–85\u00a0%, n\u00a0=\u00a01,204)");
  expect(accuracySays(null)).toBe("not measured yet");
});

it("contests: the oldest open one first, the settled last", () => {
  const one = (id: string, created_at: string, done = false) =>
    ({ id, created_at, settled: done ? { upheld: true, by: "l", why: "w", created_at } : null }) as Contest;
  const given = [one("new", "2026-03-03T00:00:00Z"), one("done", "2026-03-01T00:00:00Z", true), one("old", "2026-03-02T00:00:00Z")];
  expect(toSettle(given).map((each) => each.id)).toEqual(["old", "new", "done"]);
});
