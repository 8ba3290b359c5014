/** Long work on the server: started by a call, asked after until it is done. */
import { get, path, Problem } from "./server";
import type { Job } from "./shapes";

/** What the server answers when the work takes longer than the call waited. */
export interface Running {
  job: string;
}

/** Whether the answer names a job in place of a result. */
export function started(answer: object): answer is Running {
  return "job" in answer && typeof answer.job === "string";
}

const PAUSES = [500, 1000, 2000]; // milliseconds between questions; the last one goes on

/** The result of a job; throws its problem when it failed. */
export async function finished<T>(
  project: string,
  job: string,
  ask: () => Promise<Job<T>> = () => get<Job<T>>(path(project, "jobs", job)),
  pause: (milliseconds: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
): Promise<T> {
  for (let turn = 0; ; turn++) {
    await pause(PAUSES[Math.min(turn, PAUSES.length - 1)]!);
    const state = await asking(ask);
    if (state === null || state.state === "running" || state.state === "waiting") continue;
    if (state.state === "done") return state.result as T;
    throw new Problem(500, state.problem ?? { title: "The work stopped and left no reason" });
  }
}

/** Null when the server could not be reached just now: the work goes on without us. */
async function asking<T>(ask: () => Promise<Job<T>>): Promise<Job<T> | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Problem && error.passing) return null;
    throw error;
  }
}
