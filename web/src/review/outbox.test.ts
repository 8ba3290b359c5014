import { beforeEach, describe, expect, it } from "vitest";
import { Problem, unreachable } from "../api/problem";
import type { ReviewDone } from "../api/types";
import type { Keep } from "./keep";
import { Outbox, UNDO_MS, type OutboxState, type Posted, type Timers } from "./outbox";

class FakeTime implements Timers {
  at = 1_000;
  waiting: { run: () => void; at: number }[] = [];
  now = () => this.at;
  later = (run: () => void, ms: number) => {
    const one = { run, at: this.at + ms };
    this.waiting.push(one);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== one);
    };
  };
  async pass(ms: number): Promise<void> {
    this.at += ms;
    for (let turn = 0; turn < 20; turn++) {
      const due = this.waiting.filter((one) => one.at <= this.at);
      this.waiting = this.waiting.filter((one) => one.at > this.at);
      for (const one of due) one.run();
      await new Promise((next) => setTimeout(next, 0));
    }
  }
}

function memoryKeep(kept = new Map<string, string>()): Keep {
  return {
    read: <T>(name: string) => (kept.has(name) ? (JSON.parse(kept.get(name)!) as T) : null),
    write: (name, value) => void kept.set(name, JSON.stringify(value)),
    remove: (name) => void kept.delete(name),
    names: (prefix) => [...kept.keys()].filter((name) => name.startsWith(prefix)),
  };
}

const done: ReviewDone = { review_id: "r", resolution: null, prediction: [], correction: false };
const body = (label: string) => ({ token: 1, label, seconds_spent: 3 });

describe("the outbox", () => {
  let time: FakeTime, kept: Map<string, string>, sent: string[], refused: string[], states: OutboxState[];
  let answer: (posted: Posted) => Promise<ReviewDone>;

  function open(): Outbox {
    return new Outbox(
      memoryKeep(kept),
      "outbox/ann/p/",
      (posted) => answer(posted),
      {
        sent: (posted) => sent.push(posted.task),
        refused: (posted) => refused.push(posted.task),
        changed: (state) => states.push(state),
      },
      time,
    );
  }

  beforeEach(() => {
    time = new FakeTime();
    kept = new Map();
    sent = [];
    refused = [];
    states = [];
    answer = () => Promise.resolve(done);
  });

  it("an answer waits for its undo window and then goes out", async () => {
    const outbox = open();
    outbox.add("t1", "review", body("a"));
    await time.pass(UNDO_MS - 1);
    expect(sent).toEqual([]);
    await time.pass(2);
    expect(sent).toEqual(["t1"]);
    expect(kept.size).toBe(0);
  });

  it("the next answer sends the one before it", async () => {
    const outbox = open();
    outbox.add("t1", "review", body("a"));
    await time.pass(10);
    outbox.add("t2", "review", body("b"));
    await time.pass(1);
    expect(sent).toEqual(["t1"]);
  });

  it("an answer taken back is never sent", async () => {
    const outbox = open();
    outbox.add("t1", "review", body("a"));
    expect(outbox.takeBack("t1")?.body).toEqual(body("a"));
    await time.pass(UNDO_MS * 10);
    expect(sent).toEqual([]);
    expect(outbox.takeBack("t1")).toBeNull();
  });

  it("a lost connection loses nothing and sends all, in order, when it is back", async () => {
    const outbox = open();
    answer = () => Promise.reject(unreachable());
    for (const task of ["t1", "t2", "t3"]) {
      time.at += 1;
      outbox.add(task, "review", body("a"));
    }
    await time.pass(UNDO_MS + 60_000);
    expect(states.at(-1)).toEqual({ waiting: 3, lost: true });
    answer = () => Promise.resolve(done);
    await time.pass(30_000);
    expect(sent).toEqual(["t1", "t2", "t3"]);
    expect(states.at(-1)).toEqual({ waiting: 0, lost: false });
  });

  it("what a closed tab left behind is replayed at the next visit", async () => {
    open().add("t1", "review", body("a"));
    const next = open();
    await next.flush();
    expect(sent).toEqual(["t1"]);
  });

  it("nothing is lost while nobody is signed in", async () => {
    const outbox = open();
    answer = () => Promise.reject(new Problem(401, { title: "sign in" }));
    outbox.add("t1", "review", body("a"));
    await time.pass(UNDO_MS + 1);
    expect(outbox.entries().map((one) => one.task)).toEqual(["t1"]);
  });

  it("an answer that the server will never take is told once and does not hold up the others", async () => {
    const outbox = open();
    answer = (posted) =>
      posted.task === "t1"
        ? Promise.reject(new Problem(409, { type: "/docs/problems/lease-lost" }))
        : Promise.resolve(done);
    outbox.add("t1", "review", body("a"));
    time.at += 1;
    outbox.add("t2", "review", body("b"));
    await outbox.flush();
    expect(refused).toEqual(["t1"]);
    expect(sent).toEqual(["t2"]);
  });

  it("an answer on its way cannot be taken back", async () => {
    const outbox = open();
    let finish: (value: ReviewDone) => void = () => {};
    answer = () => new Promise((resolve) => (finish = resolve));
    outbox.add("t1", "review", body("a"));
    await time.pass(UNDO_MS + 1);
    expect(outbox.takeBack("t1")).toBeNull();
    finish(done);
  });

  it("an answer whose task came into the same hands anew goes out under the new token", async () => {
    const outbox = open();
    const tokens: number[] = [];
    answer = (posted) => {
      tokens.push(posted.body.token);
      return Promise.resolve(done);
    };
    outbox.add("t1", "review", body("a"));
    expect(outbox.renew("t1", 2)).toBe(true);
    expect(outbox.renew("t2", 2)).toBe(false);
    await time.pass(UNDO_MS + 1);
    expect(tokens).toEqual([2]);
  });

  it("an answer renewed on its way is sent again, not given up", async () => {
    const outbox = open();
    answer = (posted) => {
      if (posted.body.token === 2) return Promise.resolve(done);
      outbox.renew("t1", 2);
      return Promise.reject(new Problem(409, { type: "/docs/problems/lease-lost" }));
    };
    outbox.add("t1", "review", body("a"));
    await outbox.flush();
    expect(refused).toEqual([]);
    expect(sent).toEqual(["t1"]);
  });
});
