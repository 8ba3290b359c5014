import { describe, expect, it } from "vitest";
import { filtered, keysOf, ordered, sideBySide } from "./labels";

const many = Array.from({ length: 77 }, (_, at) => `label_${at}`);

describe("labels", () => {
  it("ten or fewer keep their places whatever the model says", () => {
    expect(ordered(["a", "b", "c"], [{ label: "c", probability: 0.9 }])).toEqual(["a", "b", "c"]);
  });

  it("of many, the model's answer and the runner-up come first and none is lost", () => {
    const found = ordered(many, [
      { label: "label_3", probability: 0.2 },
      { label: "label_40", probability: 0.7 },
    ]);
    expect(found.slice(0, 2)).toEqual(["label_40", "label_3"]);
    expect([...found].sort()).toEqual([...many].sort());
  });

  it("a hidden answer leaves the order alone", () => {
    expect(ordered(many, null)).toEqual(many);
  });

  it("typed words find labels in any order, without accents and underscores", () => {
    expect(filtered(["pending_card_payment", "card_arrival", "café_payment"], "pay car")).toEqual(["pending_card_payment"]);
    expect(filtered(["café_payment"], "cafe")).toEqual(["café_payment"]);
  });

  it("a label that begins so comes before one that contains it", () => {
    expect(filtered(["extra_refund", "refund"], "ref")).toEqual(["refund", "extra_refund"]);
  });

  it("keys are 1 to 9, then 0, then none", () => {
    const keys = keysOf(many);
    expect([keys[0], keys[8], keys[9], keys[10]]).toEqual(["1", "9", "0", null]);
  });

  it("labels that are digits are their own keys", () => {
    expect(keysOf(["0", "1", "7"])).toEqual(["0", "1", "7"]);
    expect(keysOf(["0", "1", "ten"])).toEqual(["1", "2", "3"]);
  });

  it("only a few short labels stand side by side", () => {
    expect(sideBySide(["0", "1", "2", "3", "4"])).toBe(true);
    expect(sideBySide(["card", "refund"])).toBe(false);
    expect(sideBySide(many)).toBe(false);
    expect(sideBySide(["a", "b", "c", "d", "transaction charged twice"])).toBe(false);
  });
});
