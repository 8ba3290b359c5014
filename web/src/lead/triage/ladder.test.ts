import { expect, it } from "vitest";
import { LADDER, settled } from "./ladder";

it("percents become shares without dust", () => {
  expect(settled(0.3, 99.9)).toEqual({ alpha: 0.003, delta: 0.001 });
  expect(settled(5, 95)).toEqual({ alpha: 0.05, delta: 0.05 });
});

it("a field that was emptied, or holds nonsense, asks for nothing", () => {
  for (const [alpha, sure] of [[null, 95], [undefined, 95], [NaN, 95], [5, 100], [0, 95], [100, 95], ["5", 95]])
    expect(settled(alpha, sure)).toBeNull();
});

it("the ladder rises and is what percents of the slider become", () => {
  expect([...LADDER].sort((a, b) => a - b)).toEqual(LADDER);
  for (const alpha of LADDER) expect(settled(Math.round(alpha * 1000) / 10, 95)?.alpha).toBe(alpha);
});
