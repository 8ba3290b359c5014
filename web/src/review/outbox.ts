// Answers on their way to the server. Each is kept in the browser until the server has said yes or
// no, so that neither a lost connection nor a closed tab loses one; sending twice is harmless, since
// the server answers the same answer the same way.
import { Problem } from "../api/problem";
import type { ReviewDone, ReviewSent } from "../api/types";
import type { Keep } from "./keep";

export interface Posted {
  task: string;
  kind: "review" | "skip";
  body: ReviewSent | { token: number; why: string };
  /** Not sent before this moment (ms since 1970), so that it can be taken back. */
  notBefore: number;
  givenAt: number;
}

export type Send = (posted: Posted, closing: boolean) => Promise<ReviewDone>;

export interface Watch {
  sent(posted: Posted, done: ReviewDone): void;
  /** The server will not take it, ever: somebody else had the task, or the answer is no good. */
  refused(posted: Posted, problem: Problem): void;
  changed(state: OutboxState): void;
}

export interface OutboxState {
  waiting: number; // not yet taken by the server
  lost: boolean; // the connection is away
}

export const UNDO_MS = 6_000;
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];

export interface Timers {
  now(): number;
  later(run: () => void, ms: number): () => void;
}

export const clock: Timers = {
  now: () => Date.now(),
  later(run, ms) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export class Outbox {
  private failures = 0;
  private sending: Promise<void> | null = null;
  private cancel: () => void = () => {};
  private stopped = false;

  constructor(
    private readonly keep: Keep,
    private readonly prefix: string, // "outbox/PERSON/PROJECT/"
    private readonly send: Send,
    private readonly watch: Watch,
    private readonly timers: Timers = clock,
  ) {}

  entries(): Posted[] {
    return this.keep
      .names(this.prefix)
      .map((name) => this.keep.read<Posted>(name))
      .filter((one): one is Posted => one !== null)
      .sort((a, b) => a.givenAt - b.givenAt);
  }

  /** Keep an answer; those before it go out now, this one when its undo window has passed. */
  add(task: string, kind: Posted["kind"], body: Posted["body"]): void {
    const now = this.timers.now();
    for (const earlier of this.entries()) this.store({ ...earlier, notBefore: 0 });
    this.store({ task, kind, body, notBefore: now + UNDO_MS, givenAt: now });
    this.tell();
    this.wake();
  }

  /** The answer comes back unsent; null when it is on its way or there already. */
  takeBack(task: string): Posted | null {
    const held = this.keep.read<Posted>(this.prefix + task);
    if (!held || this.inFlight === task) return null;
    this.keep.remove(this.prefix + task);
    this.tell();
    return held;
  }

  /** The task is in these hands anew: a kept answer goes out under the new token. False without one. */
  renew(task: string, token: number): boolean {
    const held = this.keep.read<Posted>(this.prefix + task);
    if (!held) return false;
    this.store({ ...held, body: { ...held.body, token } });
    return true;
  }

  /** Send everything whose time has come; after a lost connection, or when told that it is back. */
  wake(again = false): void {
    if (this.stopped) return;
    if (again) this.failures = 0;
    this.cancel();
    if (this.sending) return;
    const first = this.entries()[0];
    if (!first) return;
    const wait = Math.max(first.notBefore - this.timers.now(), this.backOff());
    this.cancel = this.timers.later(() => this.run(), Math.max(0, wait));
  }

  /** Send all now, undo windows or not; resolves when nothing waits or the connection is away. */
  async flush(): Promise<void> {
    for (const one of this.entries()) this.store({ ...one, notBefore: 0 });
    this.cancel();
    await this.run();
  }

  /** The page goes away: start every call and keep the answers, which are replayed next time. */
  closing(): void {
    for (const one of this.entries()) void this.send(one, true).catch(() => {});
  }

  stop(): void {
    this.stopped = true;
    this.cancel();
  }

  private inFlight: string | null = null;

  private run(): Promise<void> {
    this.sending ??= this.drain().finally(() => {
      this.sending = null;
      this.wake();
    });
    return this.sending;
  }

  private async drain(): Promise<void> {
    for (;;) {
      const next = this.entries().find((one) => one.notBefore <= this.timers.now());
      if (!next || this.stopped) return;
      this.inFlight = next.task;
      try {
        const done = await this.send(next, false);
        this.keep.remove(this.prefix + next.task);
        this.failures = 0;
        this.watch.sent(next, done);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        if (error.passing || error.status === 401 || error.status === 403) {
          this.failures += 1;
          return;
        }
        const kept = this.keep.read<Posted>(this.prefix + next.task);
        if (kept && kept.body.token !== next.body.token) continue; // renewed on the way
        this.keep.remove(this.prefix + next.task);
        this.watch.refused(next, error);
      } finally {
        this.inFlight = null;
        this.tell();
      }
    }
  }

  private backOff(): number {
    return this.failures ? (RETRY_MS[Math.min(this.failures, RETRY_MS.length) - 1] ?? 0) : 0;
  }

  private store(posted: Posted): void {
    this.keep.write(this.prefix + posted.task, posted);
  }

  private tell(): void {
    this.watch.changed({ waiting: this.entries().length, lost: this.failures > 0 });
  }
}
