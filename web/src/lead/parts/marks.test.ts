import { expect, it } from "vitest";
import { stretches } from "./marks";

const span = (start: number, end: number) => ({ kind: "span" as const, start, end, text: "" });

it("evidence is marked in its place", () => {
  expect(stretches("charged twice", [span(8, 13)])).toEqual([
    { text: "charged ", marked: false },
    { text: "twice", marked: true },
  ]);
});

it("overlapping marks melt, and no letter is lost or doubled", () => {
  const text = "abcdefghij";
  const made = stretches(text, [span(5, 8), span(1, 4), span(3, 6), span(8, 99), span(-3, 0)]);
  expect(made.map((each) => each.text).join("")).toBe(text);
  expect(made.filter((each) => each.marked)).toEqual([{ text: "bcdefghij", marked: true }]);
});

it("regions mark no text", () => {
  const region = { kind: "region" as const, frame: 0, x: 0, y: 0, width: 1, height: 1 };
  expect(stretches("plain", [region])).toEqual([{ text: "plain", marked: false }]);
});
