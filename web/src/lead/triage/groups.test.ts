import { expect, it } from "vitest";
import { groupsOf } from "./groups";

const promise = (value: number, threshold: number | null = 0.9) => ({
  threshold, alpha: 0.05, risk_upper: 0.04, n: 100, needed: 0,
  coverage: { value, low: value - 0.1, high: value + 0.1, n: 100, confidence: 0.95, method: "m" },
});

it("classes stand before slices, the certified before the others, most automated first", () => {
  const groups = groupsOf({
    classes: { card: promise(0.4), refund: promise(0, null), transfer: promise(0.8) },
    slices: [
      { attribute: "channel", value: "app", ...promise(0.2) },
      { attribute: "channel", value: "web", ...promise(0.9) },
    ],
  });
  expect(groups.map((each) => each.title)).toEqual(["transfer", "card", "refund", "channel = web", "channel = app"]);
  expect(new Set(groups.map((each) => each.key)).size).toBe(5);
});

it("a slice of one class names both", () => {
  const one = { attribute: "channel", value: "app", ...promise(0.2) };
  const groups = groupsOf({ slices: [{ ...one, class: "card" }, { ...one, class: "refund" }] });
  expect(groups.map((each) => each.title)).toEqual(["card, where channel = app", "refund, where channel = app"]);
  expect(new Set(groups.map((each) => each.key)).size).toBe(2);
});

it("a plan without groups has none", () => {
  expect(groupsOf({})).toEqual([]);
});
