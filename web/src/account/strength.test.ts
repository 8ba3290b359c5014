import { describe, expect, it } from "vitest";
import { SHORTEST, strength } from "./strength";

describe("a password", () => {
  it("below the server's minimum is not enough, and says how much is missing", () => {
    expect(strength("a".repeat(SHORTEST - 1)).enough).toBe(false);
    expect(strength("sesame").says).toContain("4 more");
  });
  it("counts characters as people do, not UTF-16 units", () => {
    expect(strength("😀".repeat(SHORTEST - 1)).enough).toBe(false);
    expect(strength("😀".repeat(SHORTEST)).enough).toBe(true);
  });
  it("is never called better for being shorter", () => {
    const words = "correct horse battery staple";
    const shares = [8, 10, 14, 20, 28].map((n) => strength(words.slice(0, n)).share);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  });
  it("of one letter over and over is not called good", () => {
    expect(strength("aaaaaaaaaaaaaaaaaaaaaaaa").says).toContain("always the same");
  });
});
