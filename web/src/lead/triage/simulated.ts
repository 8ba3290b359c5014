/** Promises compared by the server, one question at a time. */
import { finished, started, type Running } from "../jobs";
import { path, post, Problem } from "../server";
import type { Simulated } from "../shapes";
import { LADDER, type Asked } from "./ladder";

const PAUSE = 500; // milliseconds before asking again
const PATIENCE = 120; // times

type Ask = () => Promise<Simulated | Running>;

/** What the ladder's promises, and the one asked for, would cost; waits while another such question is worked on. */
export async function simulated(
  project: string,
  asked: Asked,
  signal: AbortSignal,
  ask: Ask = () => {
    const alphas = [...new Set([...LADDER, asked.alpha])].sort((a, b) => a - b);
    const body = { alphas, delta: asked.delta };
    return post(path(project, "certificates", "simulate"), body, { query: { wait: 10 }, signal });
  },
  pause: (milliseconds: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
): Promise<Simulated> {
  for (let turn = 0; ; turn++) {
    try {
      const first = await ask();
      return started(first) ? await finished<Simulated>(project, first.job) : first;
    } catch (error) {
      // Somebody, or this page a moment ago, asked too: the server answers one at a time.
      const waits = error instanceof Problem && error.kind === "conflict" && turn < PATIENCE;
      if (!waits || signal.aborted) throw error;
      await pause(PAUSE);
      signal.throwIfAborted();
    }
  }
}
