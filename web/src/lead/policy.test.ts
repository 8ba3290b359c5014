import { expect, it } from "vitest";
import { rows } from "./policy";

it("every setting of a policy is shown, and an empty one says none", () => {
  const policy = {
    triage: { alpha: 0.05, never_accept: [], strategy: "margin.v1" },
    review: { model_prior: true, blind: "audits" },
    outcomes: { trusted: ["*", "agent"] },
    name: null,
  };
  expect(rows(policy)).toEqual([
    ["general", [["name", "none"]]],
    ["triage", [["alpha", "0.05"], ["never accept", "none"], ["strategy", "margin.v1"]]],
    ["review", [["model prior", "yes"], ["blind", "audits"]]],
    ["outcomes", [["trusted", "*, agent"]]],
  ]);
});
