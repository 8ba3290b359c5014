import { describe, expect, it } from "vitest";
import { finished, started } from "./jobs";
import { Problem } from "./server";
import type { Job } from "./shapes";

const at_once = () => Promise.resolve();

describe("a job", () => {
  it("is told from a result", () => {
    expect(started({ job: "7" })).toBe(true);
    expect(started({ number: 3 })).toBe(false);
  });
  it("is asked after until it is done, through lost connections", async () => {
    const answers: (Job<number> | Problem)[] = [
      { state: "waiting" },
      { state: "running" },
      new Problem(0, { title: "away" }),
      { state: "done", result: 42 },
    ];
    const ask = () => {
      const next = answers.shift()!;
      return next instanceof Problem ? Promise.reject(next) : Promise.resolve(next);
    };
    expect(await finished("p", "j", ask, at_once)).toBe(42);
    expect(answers).toEqual([]);
  });
  it("that failed throws its problem", async () => {
    const ask = () =>
      Promise.resolve({ state: "failed" as const, problem: { title: "Not ready", detail: "no correction yet" } });
    await expect(finished("p", "j", ask, at_once)).rejects.toThrow("no correction yet");
  });
  it("that is unknown is not asked after for ever", async () => {
    const ask = () => Promise.reject(new Problem(404, { title: "no such job" }));
    await expect(finished("p", "j", ask, at_once)).rejects.toThrow("no such job");
  });
});
