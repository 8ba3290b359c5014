import { expect, it } from "vitest";
import { opaque, painted, range } from "./grey";

it("the window's ends are black and white, and what lies beyond is clipped", () => {
  const grey = painted(new Int16Array([-1000, 0, 40, 80, 3000]), 80, 40, false);
  expect([...grey].filter((_, k) => k % 4 === 0)).toEqual([0, 0, 128, 255, 255]);
  expect([...grey].filter((_, k) => k % 4 === 3)).toEqual([255, 255, 255, 255, 255]);
});

it("an inverted image is white where it would be black", () => {
  expect(painted(new Int16Array([0, 80]), 80, 40, true)[0]).toBe(255);
});

it("without a window the whole range is shown", () => {
  expect(range(new Int16Array([5, -7, 3]))).toEqual([-7, 5]);
  expect(painted(new Int16Array([5, -7]), null, null, false)[4]).toBe(0);
});

it("colour keeps its bytes and becomes opaque", () => {
  expect([...opaque(new Uint8Array([1, 2, 3, 4, 5, 6]))]).toEqual([1, 2, 3, 255, 4, 5, 6, 255]);
});
