import { describe, expect, it } from "vitest";
import { filtered, keyAt, ordered } from "./labels";

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
    expect([0, 8, 9, 10].map(keyAt)).toEqual(["1", "9", "0", null]);
  });
});
