import { describe, expect, it } from "vitest";
import { clamp, extent, linear, within } from "./scale";

describe("linear", () => {
  it("maps the ends of the domain to the ends of the range, downwards too", () => {
    const y = linear([0.5, 1], [200, 0]);
    expect([y(0.5), y(0.75), y(1)]).toEqual([200, 100, 0]);
  });
  it("puts the only value there is in the middle", () => {
    expect(linear([3, 3], [0, 80])(3)).toBe(40);
  });
});

describe("extent", () => {
  it("skips what is missing or not finite", () => {
    expect(extent([3, null, NaN, -1, undefined, Infinity])).toEqual([-1, 3]);
  });
  it("says that there is nothing", () => {
    expect(extent([null, NaN])).toBeNull();
  });
});

it("clamps to what `within` accepts", () => {
  for (const value of [-5, 0, 0.4, 1, 9]) expect(within(clamp(value, 0, 1), 0, 1)).toBe(true);
});
