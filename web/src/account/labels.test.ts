import { expect, it } from "vitest";
import { labelsOf } from "./labels";

it("labels are one a line, each once, and what was given twice is said", () => {
  expect(labelsOf("refund\n\n  pending payment \r\nrefund\n")).toEqual({
    labels: ["refund", "pending payment"],
    twice: ["refund"],
  });
});

it("a comma belongs to the label", () => {
  expect(labelsOf("card lost, stolen").labels).toEqual(["card lost, stolen"]);
});
