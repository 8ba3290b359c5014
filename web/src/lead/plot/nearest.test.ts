import { expect, it } from "vitest";
import { nearest } from "./nearest";

it("finds what lies nearest, at and beyond both ends too", () => {
  const xs = [0, 10, 11, 50];
  for (const x of [-5, 0, 4, 6, 10.4, 10.6, 30, 31, 50, 99]) {
    const away = (at: number): number => Math.abs(xs[at]! - x);
    expect(away(nearest(xs, x))).toBe(Math.min(...xs.map((_, at) => away(at))));
  }
});

it("of nothing is nowhere", () => {
  expect(nearest([], 3)).toBe(-1);
  expect(nearest([7], 3)).toBe(0);
});
