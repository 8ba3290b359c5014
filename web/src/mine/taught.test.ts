import { expect, it } from "vitest";
import type { Taught } from "../api/types";
import { contestSays, lessons, taughtSays } from "./taught";

const one = (task_id: string, more: Partial<Taught> = {}): Taught => ({
  task_id, excerpt: "", your_label: "a", label: "b", right: false, cause: null, why: "",
  at: "2026-03-02T00:00:00Z", contest: null, contest_why: "", ...more,
}); // prettier-ignore

it("shows what was something else, the newest first, and the rest when asked", () => {
  const given = [one("old"), one("right", { right: true }), one("new", { at: "2026-03-03T00:00:00Z" })];
  expect(lessons(given, false).map((each) => each.task_id)).toEqual(["new", "old"]);
  expect(lessons(given, true)).toHaveLength(3);
});

it("what is contested stays in view", () => {
  expect(lessons([one("c", { right: true, contest: "upheld" })], false)).toHaveLength(1);
});

it("says why some answers are known, and how it went", () => {
  expect(taughtSays([])).toContain("There is none yet.");
  expect(taughtSays([one("a", { right: true }), one("b", { right: true })])).toContain("all 2 right");
  expect(taughtSays([one("a", { right: true }), one("b")])).toContain("1 of 2 right");
});

it("a contest says what became of it, with the lead's words", () => {
  expect(contestSays(one("a"))).toBe("");
  expect(contestSays(one("a", { contest: "open" }))).toContain("a lead will look");
  expect(contestSays(one("a", { contest: "upheld", contest_why: "two readings" }))).toMatch(/You were right.*: two readings$/);
  expect(contestSays(one("a", { contest: "refused" }))).toMatch(/stays$/);
});
