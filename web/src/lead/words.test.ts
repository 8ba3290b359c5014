import { describe, expect, it } from "vitest";
import { about, age, chance, daily, exact, inWords, percent, several, share, span, times } from "./words";

const estimate = { value: 0.8214, low: 0.793, high: 0.846, n: 1204, confidence: 0.95, method: "m" };

/** With plain spaces. */
const loose = (said: string) => said.replaceAll("\u00a0", " ");

describe("figures", () => {
  it("carry their interval and n", () => {
    expect(loose(share(estimate))).toBe("82.1 % (79.3–84.6 %, n = 1,204)");
    expect(loose(times({ ...estimate, value: 3.14, low: 1.8, high: 4.93, n: 214 }))).toBe(
      "3.1 times (1.8–4.9, n = 214)",
    );
    expect(about({ ...estimate, value: 120.4, low: 80, high: 170 })).toBe("about 120 (80–170)");
  });
  it("that were not measured say so", () => {
    expect(share(null)).toBe("not measured");
    expect(percent(undefined)).toBe("–");
  });
  it("never round an imperfect share up to 100 %", () => {
    expect(loose(percent(0.9999))).toBe("99.9 %");
    expect(loose(percent(1))).toBe("100.0 %");
  });
});

describe("times", () => {
  const now = Date.parse("2026-03-02T12:00:00Z");
  it("are ages in their largest whole unit", () => {
    expect(age("2026-03-02T09:01:00Z", now)).toBe("2 h ago");
    expect(age("2026-02-20T12:00:00Z", now)).toBe("10 d ago");
    expect(age("2026-03-02T12:05:00Z", now)).toBe("in 5 min");
    expect(age("2026-03-09T11:59:30Z", now)).toBe("in 7 d"); // a week, made just now
    expect(age("2026-03-02T10:00:01Z", now)).toBe("1 h ago");
    expect(age("2026-03-02T11:59:58Z", now)).toBe("just now");
    expect(age(null, now)).toBe("never");
    expect(span(45_000)).toBe("45 s");
  });
  it("have their exact moment for a title", () => {
    expect(exact("2026-03-02T06:15:00Z")).toBe("2 Mar 2026, 06:15:00 UTC");
  });
});

it("one thing is not several", () => {
  expect([several(1, "review"), several(1500, "review")]).toEqual(["1 review", "1,500 reviews"]);
});

describe("ages in sentences", () => {
  const now = Date.parse("2026-03-02T12:00:00Z");
  it("are told with whole words, before and after", () => {
    expect(inWords("2026-03-14T12:00:00Z", now)).toBe("in 12 days");
    expect(inWords("2026-03-01T12:00:00Z", now)).toBe("1 day ago");
    expect(inWords("2026-03-02T10:00:00Z", now)).toBe("2 hours ago");
    expect(inWords("2026-03-02T11:59:50Z", now)).toBe("just now");
    expect(inWords("2026-03-02T12:00:30Z", now)).toBe("within a minute");
  });
});

it("a chance too small to tell is said to be smaller than it can be told", () => {
  expect([chance(0.0004), chance(0.0314)]).toEqual(["< 0.001", "0.031"]);
});

it("rates a day keep a digit while they are small", () => {
  expect(daily({ ...estimate, value: 2.34, low: 1.1, high: 4.06 })).toBe("2.3 (1.1–4.1)");
  expect(daily({ ...estimate, value: 1210.4, low: 1100, high: 1300 })).toBe("1,210 (1,100–1,300)");
});
