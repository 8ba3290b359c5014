import { describe, expect, it } from "vitest";
import { Attention, AWAY_MS } from "./attention";

describe("attention", () => {
  const at = (start = true) => {
    let now = 0;
    const attention = new Attention(() => now, start);
    return { attention, pass: (ms: number) => (now += ms) };
  };

  it("counts what is looked at", () => {
    const { attention, pass } = at();
    pass(5_000);
    expect(attention.seconds()).toBe(5);
  });

  it("does not count a hidden page", () => {
    const { attention, pass } = at();
    pass(5_000);
    attention.show(false);
    pass(60_000);
    attention.show(true);
    pass(2_000);
    expect(attention.seconds()).toBe(7);
  });

  it("does not count a coffee break, and knows who has gone", () => {
    const { attention, pass } = at();
    pass(AWAY_MS + 1);
    expect(attention.away()).toBe(true);
    attention.touch();
    pass(3_000);
    expect(attention.seconds()).toBe(123);
    expect(attention.away()).toBe(false);
  });

  it("begins anew with each item, or where it was left", () => {
    const { attention, pass } = at();
    pass(9_000);
    attention.begin();
    pass(1_000);
    expect(attention.seconds()).toBe(1);
    attention.begin(4);
    pass(1_000);
    expect(attention.seconds()).toBe(5);
  });
});
