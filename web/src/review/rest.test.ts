import { expect, it } from "vitest";
import { aboutLeft, against, countdown, filled, restTitle, secondsLeft, untilSays } from "./rest";

const NOW = Date.parse("2026-03-02T12:00:00Z");
const rest = (until: string, reason = "session") => ({ reason, until, says: "" });

it("counts down and stops at nothing", () => {
  expect(secondsLeft(rest("2026-03-02T12:09:05Z"), NOW)).toBe(545);
  expect(secondsLeft(rest("2026-03-02T11:00:00Z"), NOW)).toBe(0);
  expect(secondsLeft(rest("nonsense"), NOW)).toBe(0); // no dead end
  expect(countdown(545)).toBe("9:05");
  expect(countdown(9)).toBe("0:09");
  expect(countdown(3 * 3600 + 5 * 60 + 59)).toBe("3 h 05 min");
});

it("a screen reader hears whole minutes", () => {
  expect(aboutLeft(545)).toBe("10 minutes still.");
  expect(aboutLeft(60)).toBe("1 minute still.");
  expect(aboutLeft(59)).toBe("Less than a minute still.");
  expect(aboutLeft(3601)).toBe("1 hour 1 minute still.");
  expect(aboutLeft(7200)).toBe("2 hours still.");
  expect(aboutLeft(0)).toBe("You can go on now.");
});

it("tomorrow is named by its day", () => {
  expect(untilSays(rest("2026-03-02T12:30:00Z"), NOW, "en-GB")).toMatch(/^until \d\d:30$/);
  expect(untilSays(rest("2026-03-05T12:30:00Z"), NOW, "en-GB")).toMatch(/^until Thursday, \d\d:30$/);
});

it("every reason has kind words, also one that is not known here yet", () => {
  for (const reason of ["session", "day", "tired", "haste", "lead", "other"])
    expect(restTitle(rest("", reason))).toMatch(/^[A-Z].+\.$/);
  expect(restTitle(rest("", "day"))).not.toBe(restTitle(rest("", "session")));
});

it("what was done is said against its limit, where there is one", () => {
  expect(against(32.9, 45, "minute")).toBe("32 of 45 minutes");
  expect(against(1, 0, "item")).toBe("1 item");
  expect(against(0, 0, "item")).toBe("0 items");
  const so = { minutes: 9, items: 75, minutes_limit: 45, items_limit: 150 };
  expect(filled(so)).toBe(0.5); // the nearer limit
  expect(filled({ ...so, items: 400 })).toBe(1);
  expect(filled({ ...so, minutes_limit: 0, items_limit: 0 })).toBeNull();
});
