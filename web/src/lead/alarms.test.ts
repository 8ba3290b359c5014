import { expect, it } from "vitest";
import { byKind } from "./alarms";

const alarm = (id: string, kind: string, at: string) => ({ id, kind, says: id, figures: {}, created_at: at, closed: null, lapsed: false });

it("alarms stand together by kind, newest first, and none is lost", () => {
  const found = byKind([
    alarm("a", "overdue", "2026-01-01T00:00:00Z"),
    alarm("b", "drift", "2026-01-02T00:00:00Z"),
    alarm("c", "overdue", "2026-01-03T00:00:00Z"),
  ]);
  expect(found.map((kind) => kind.map((each) => each.id))).toEqual([["c", "a"], ["b"]]);
});
