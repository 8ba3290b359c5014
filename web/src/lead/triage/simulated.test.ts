import { expect, it } from "vitest";
import { Problem } from "../server";
import type { Simulated } from "../shapes";
import { simulated } from "./simulated";

const busy = () => new Problem(409, { type: "https://errata.dev/problems/conflict", title: "one at a time" });
const answer = { rows: [], n: 3, a_day: 1, known_traffic: true, says: "" } as Simulated;
const asked = { alpha: 0.05, delta: 0.05 };
const free = new AbortController().signal;

/** Fails so often, then answers. */
function after(failures: Problem[]) {
  const left = [...failures];
  const ask = async () => {
    const fault = left.shift();
    if (fault) throw fault;
    return answer;
  };
  return { ask, left };
}

it("waits while another question is worked on", async () => {
  const { ask, left } = after([busy(), busy()]);
  let pauses = 0;
  expect(await simulated("p", asked, free, ask, async () => void pauses++)).toBe(answer);
  expect([left.length, pauses]).toEqual([0, 2]);
});

it("another problem is told at once", async () => {
  const fault = new Problem(409, { type: "https://errata.dev/problems/not-ready", title: "no champion" });
  await expect(simulated("p", asked, free, after([fault]).ask, async () => {})).rejects.toBe(fault);
});

it("what nobody waits for any more is not asked again", async () => {
  const stop = new AbortController();
  const { ask, left } = after([busy(), busy()]);
  await expect(simulated("p", asked, stop.signal, ask, async () => stop.abort())).rejects.toThrow();
  expect(left).toHaveLength(1);
});
