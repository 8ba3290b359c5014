// The review room: which task is on the table, which comes next, and what becomes of the answers.
import { asProblem, Problem } from "../api/problem";
import type { Cause, Claimed, Draft, Guidelines, Rest, Task, Waiting } from "../api/types";
import { count, words } from "../lib/figures";
import { toast } from "../lib/toasts.svelte";
import { session } from "../session.svelte";
import { prefetch } from "../viewer/frames";
import { Answer } from "./answer.svelte";
import { Attention } from "./attention";
import { calls, type Calls } from "./calls";
import { browserKeep, type Keep } from "./keep";
import { Outbox, type Posted } from "./outbox";
import { Sitting } from "./sitting.svelte";

const HEARTBEAT_MS = 60_000;
const LOOK_AGAIN_MS = 5_000;
const DRAFT_MS = 1_500;
const DRAFT_DAYS = 14;
const REST_MS = 60_000; // a lead may end a rest early

type Phase = "opening" | "task" | "waiting" | "resting" | "away" | "problem";
type LocalDraft = Draft & { at: number; seconds: number };

export class Room {
  phase = $state<Phase>("opening");
  answer = $state.raw<Answer | null>(null);
  waiting = $state.raw<Waiting | null>(null);
  /** Nothing is handed out before its end. */
  rest = $state.raw<Rest | null>(null);
  /** All that the queue counts as held by this reviewer is answered here, and not sent yet. */
  sendsSoon = $state(false);
  problem = $state.raw<Problem | null>(null);
  causes = $state.raw<Cause[]>([]);
  guidelines = $state.raw<Guidelines | null>(null);
  guidelineSeen = $state(0);
  unsent = $state(0);
  lost = $state(false);
  savedAt = $state<number | null>(null);
  busy = $state(false); // asking the server to reveal
  /** Said when Enter cannot be followed, beside the button. */
  hint = $state("");
  canUndo = $state(false);
  readonly sitting: Sitting;

  private next: Task | null = null;
  private prefetching: Promise<void> | null = null;
  private last: { answer: Answer; seconds: number; skipped: boolean } | null = null;
  private readonly call: Calls;
  private readonly keep: Keep = browserKeep(localStorage);
  private readonly tab: Keep = browserKeep(sessionStorage);
  private readonly outbox: Outbox;
  private readonly attention = new Attention(() => performance.now(), document.visibilityState === "visible");
  private readonly mine: string; // "PERSON/PROJECT/"
  private draftTimer: ReturnType<typeof setTimeout> | undefined;
  private lookTimer: ReturnType<typeof setTimeout> | undefined;
  private stopWatching: (() => void) | null = null;
  private asking: Promise<void> | null = null;

  constructor(
    readonly project: string,
    person: string,
  ) {
    this.mine = `${encodeURIComponent(person)}/${encodeURIComponent(project)}/`;
    this.call = calls(project);
    this.sitting = new Sitting(`sitting/${this.mine}`);
    this.outbox = new Outbox(this.keep, `outbox/${this.mine}`, this.call.send, {
      sent: (posted) => this.keep.remove(this.draftName(posted.task)),
      refused: (posted, problem) => this.refused(posted, problem),
      changed: ({ waiting, lost }) => {
        // What was answered counted as held until now: the queue answers otherwise from here on.
        if (this.unsent > 0 && waiting === 0 && this.phase === "waiting") void this.take();
        this.unsent = waiting;
        this.lost = lost;
        this.canUndo = this.last !== null && this.outbox.entries().some((one) => one.task === this.last?.answer.task.id);
      },
    });
  }

  /** Come in: what an earlier visit left unsent goes first, then what it still holds, then the queue. */
  async enter(): Promise<void> {
    this.stopWatching ??= this.watch();
    if (this.answer) return; // back from the session's end by undo
    this.phase = "opening";
    this.forgetOldDrafts();
    if (!this.canUndo) await this.outbox.flush();
    void this.readRules();
    await this.pickUp();
    await this.take();
  }

  /** Go out: nothing stays held in this reviewer's name. */
  leave(): void {
    this.stopWatching?.();
    this.stopWatching = null;
    this.giveBack();
    this.answer = null;
    this.phase = "opening";
  }

  // --- answering -----------------------------------------------------------------------------

  choose(label: string): void {
    const answer = this.answer;
    if (!answer) return;
    this.hint = "";
    if (answer.committed && label !== answer.committed) {
      this.hint = `You gave “${words(answer.committed)}” before you saw the model's answer, and that is what counts.`;
      return;
    }
    answer.unsure = false;
    answer.label = label;
    this.changed();
  }

  toggleCause(name: string): void {
    if (!this.answer || this.answer.hidden) return;
    this.hint = "";
    this.answer.cause = this.answer.cause === name ? null : name;
    this.changed();
  }

  async submit(): Promise<void> {
    const answer = this.answer;
    if (!answer || this.busy) return;
    this.hint = "";
    if (!answer.unsure && answer.chosen === null) {
      this.hint = answer.hidden ? "Choose a label first; then you see what the model says." : "Choose a label first.";
      return;
    }
    if (answer.hidden && !answer.unsure) {
      await this.reveal(answer);
      return;
    }
    if (answer.cause && !answer.corrects && !answer.unsure) {
      this.hint = "You gave a cause but kept the model's answer. Choose the right label, or take the cause away.";
      return;
    }
    this.post(answer, false);
  }

  unsure(): void {
    if (!this.answer) return;
    if (this.answer.committed) {
      this.hint = `You gave “${words(this.answer.committed)}” already; press Enter to send it.`;
      return;
    }
    this.answer.unsure = true;
    this.post(this.answer, false);
  }

  skip(why: string): void {
    if (this.answer) this.post(this.answer, true, why);
  }

  undo(): void {
    const last = this.last;
    const back = last && this.outbox.takeBack(last.answer.task.id);
    if (!last || !back) {
      toast("There is nothing to take back: your last answer is with the server already.");
      return;
    }
    this.last = null;
    this.canUndo = false;
    this.sitting.count(last.seconds, last.skipped, -1);
    if (this.answer) this.putAside(this.answer);
    last.answer.unsure = false;
    last.answer.seconds = last.seconds;
    this.put(last.answer);
  }

  // --- evidence, guidelines ---------------------------------------------------------------------

  changed(): void {
    const answer = this.answer;
    if (!answer) return;
    const local: LocalDraft = { ...answer.draft(), at: Date.now(), seconds: this.attention.seconds() };
    if (answer.begun) this.keep.write(this.draftName(answer.task.id), local);
    else this.keep.remove(this.draftName(answer.task.id));
    clearTimeout(this.draftTimer);
    this.draftTimer = setTimeout(() => void this.saveDraft(answer), DRAFT_MS);
  }

  readGuidelines(): void {
    const version = this.guidelines?.version ?? 0;
    this.guidelineSeen = version;
    this.keep.write(`guidelines/${this.mine}`, version);
  }

  lookAgain(): void {
    if (this.phase === "task") return;
    void this.take();
  }

  /** The tab goes away: what is not sent yet goes out with it, what is held is given back. */
  closing(): void {
    this.outbox.closing();
    this.giveBack();
  }

  get myWork(): Calls["myWork"] {
    return this.call.myWork;
  }

  // --- inside ------------------------------------------------------------------------------------

  private async reveal(answer: Answer): Promise<void> {
    this.busy = true;
    try {
      const label = answer.label!;
      const revealed = await this.call.reveal(answer.task, label);
      answer.committed = label;
      answer.revealed = revealed;
      if (this.answer !== answer) return;
      if (!answer.corrects) this.post(answer, false);
      else this.hint = "The model says otherwise. Say why it is wrong if you like, then press Enter.";
    } catch (error) {
      const problem = asProblem(error);
      if (this.gone(problem)) this.lostTask(answer);
      else this.hint = problem.passing ? "The server does not answer; your label is kept. Press Enter to try again." : problem.says;
    } finally {
      this.busy = false;
    }
  }

  private post(answer: Answer, skipped: boolean, why = ""): void {
    clearTimeout(this.draftTimer);
    const seconds = this.attention.seconds();
    const read = Math.min(this.guidelineSeen || Infinity, answer.task.guideline_version);
    const body = skipped ? { token: answer.task.token, why } : answer.body(seconds, read);
    this.last = { answer, seconds, skipped };
    this.outbox.add(answer.task.id, skipped ? "skip" : "review", body);
    this.sitting.count(seconds, skipped, 1);
    this.canUndo = true;
    this.answer = null;
    const next = this.next;
    this.next = null;
    if (this.sitting.finished) {
      if (next) void this.call.releaseAll([next]).catch(() => {});
      return;
    }
    if (next) this.putTask(next);
    else void this.take();
  }

  private async take(): Promise<void> {
    this.asking ??= this.ask().finally(() => (this.asking = null));
    return this.asking;
  }

  private async ask(): Promise<void> {
    clearTimeout(this.lookTimer);
    if (this.prefetching) await this.prefetching;
    if (this.answer) return;
    if (this.next) {
      const next = this.next;
      this.next = null;
      this.putTask(next);
      return;
    }
    try {
      const kept = this.outbox.entries().length;
      const { task, waiting, rest } = await this.claimNew(false);
      const stale = kept > 0 && this.outbox.entries().length === 0; // sent while this was asked
      if (!task && stale && waiting?.held_by_you && !this.answer && this.stopWatching) return await this.ask();
      this.problem = null;
      this.lost = false;
      if (this.answer || !this.stopWatching) {
        if (task) void this.call.releaseAll([task]).catch(() => {}); // undone or left meanwhile
        return;
      }
      if (task) {
        this.putTask(task);
        return;
      }
      if (rest) {
        this.beginRest(rest);
        return;
      }
      this.waiting = waiting;
      this.sendsSoon = !!waiting?.held_by_you && waiting.held_by_you <= kept;
      this.phase = "waiting";
    } catch (error) {
      this.problem = asProblem(error);
      this.lost = this.problem.status === 0;
      this.phase = "problem";
      if (!this.problem.passing) return;
    }
    this.lookTimer = setTimeout(() => void this.take(), LOOK_AGAIN_MS);
  }

  /** A rest is never ended by claiming: an item would lie held before somebody who is not there. */
  private beginRest(rest: Rest): void {
    this.rest = rest;
    this.phase = "resting";
    this.noteHeld();
    clearTimeout(this.lookTimer);
    this.lookTimer = setTimeout(() => void this.stillResting(), REST_MS);
  }

  private async stillResting(): Promise<void> {
    try {
      const { session: now } = await this.call.myWork(null);
      if (this.phase !== "resting" || !this.rest) return;
      const over = { ...this.rest, until: new Date().toISOString() };
      this.beginRest(now.rest ?? (Date.parse(this.rest.until) > Date.now() ? over : this.rest));
    } catch {
      if (this.phase === "resting" && this.rest) this.beginRest(this.rest);
    }
  }

  /** What this tab holds from before a reload, or from before a sign-in that had run out. */
  private async pickUp(): Promise<void> {
    const answered = new Set(this.outbox.entries().map((one) => one.task));
    for (const id of this.tab.read<string[]>(this.heldName) ?? []) {
      if (answered.has(id) || (this.answer && this.next)) continue;
      try {
        const task = await this.call.task(id);
        if (!this.stopWatching) return;
        if (!this.answer) this.putTask(task);
        else if (!this.next) this.next = task;
      } catch {
        // It is in the queue again, or the queue says what is wrong.
      }
    }
  }

  private noteHeld(): void {
    this.tab.write(this.heldName, this.held().map((one) => one.id));
  }

  private putTask(task: Task): void {
    const local = this.keep.read<LocalDraft>(this.draftName(task.id));
    const saved = task.draft?.saved_at ? Date.parse(task.draft.saved_at) : 0;
    const draft = local && local.at >= saved ? local : task.draft;
    const answer = new Answer(task, draft);
    answer.seconds = local?.seconds ?? 0;
    this.put(answer);
    if (draft && answer.begun) toast("You had begun this one; here is your draft.");
  }

  private put(answer: Answer): void {
    clearTimeout(this.lookTimer);
    this.hint = "";
    this.savedAt = null;
    this.answer = answer;
    this.phase = "task";
    this.attention.begin(answer.seconds);
    if (this.guidelines && answer.task.guideline_version > this.guidelines.version) void this.readRules();
    this.noteHeld();
    this.prefetching ??= this.fetchNext().finally(() => (this.prefetching = null));
  }

  private async fetchNext(): Promise<void> {
    const left = this.sitting.goal ? this.sitting.goal - this.sitting.done : Infinity;
    if (this.next || left <= 1) return;
    try {
      const { task } = await this.claimNew(true);
      if (!task) return;
      if (!this.stopWatching || this.next) {
        void this.call.releaseAll([task]).catch(() => {});
        return;
      }
      this.next = task;
      this.noteHeld();
      if (task.item.kind === "image") prefetch(task.item.image);
    } catch {
      // It is asked for again when it is needed.
    }
  }

  /** A task that is not in these hands yet. One whose lease ran out unseen (the machine slept) may
   * come again while it is on the table or its answer is kept: that is a renewal, not a new task. */
  private async claimNew(ahead: boolean): Promise<Claimed> {
    for (;;) {
      const claimed = await this.call.claim(ahead);
      if (!claimed.task || !this.renewed(claimed.task)) return claimed;
    }
  }

  private renewed({ id, token, lease_expires_at }: Task): boolean {
    let mine = this.outbox.renew(id, token);
    for (const answer of [this.answer, this.last?.answer])
      if (answer?.task.id === id) {
        Object.assign(answer.task, { token, lease_expires_at });
        mine ||= answer === this.answer;
      }
    return mine;
  }

  /** Undo has put another task on the table: this one waits behind it. */
  private putAside(answer: Answer): void {
    if (answer.begun) this.changed();
    if (this.next) void this.call.releaseAll([this.next]).catch(() => {});
    this.next = answer.task;
  }

  private refused(posted: Posted, problem: Problem): void {
    if (this.last?.answer.task.id === posted.task) this.last = null;
    if (problem.kind === "lease-lost" || problem.status === 404)
      toast("Somebody else had this task meanwhile; your answer was kept as a draft.", "warn", 9);
    else if (problem.status === 409) toast("You had answered this task already; the first answer counts.", "warn", 9);
    else toast(`The server did not take an answer: ${problem.says}. ${problem.do}`, "bad", 20);
  }

  private gone(problem: Problem): boolean {
    return problem.kind === "lease-lost" || problem.status === 404;
  }

  private lostTask(answer: Answer): void {
    if (this.next?.id === answer.task.id) this.next = null;
    if (this.answer !== answer) return;
    if (answer.begun) this.changed();
    clearTimeout(this.draftTimer);
    this.answer = null;
    this.phase = "opening";
    toast("Somebody else has this task now; what you had begun is kept as a draft.", "warn", 9);
    void this.take();
  }

  private async saveDraft(answer: Answer, closing = false): Promise<void> {
    try {
      const saved = await this.call.draft(answer.task, answer.draft(), closing);
      if (this.answer === answer) this.savedAt = Date.parse(saved.saved_at);
      this.lost = false;
    } catch (error) {
      const problem = asProblem(error);
      if (problem.status === 0) this.lost = true;
      else if (this.gone(problem)) this.lostTask(answer);
    }
  }

  private async readRules(): Promise<void> {
    const [causes, guidelines, work] = await Promise.allSettled([
      this.call.causes(),
      this.call.guidelines(),
      this.call.myWork(null),
    ]);
    if (causes.status === "fulfilled") this.causes = causes.value.items.filter((one) => !one.retired);
    if (work.status === "fulfilled") {
      this.sitting.goal = work.value.session_items;
      const here = this.keep.read<number>(`guidelines/${this.mine}`) ?? 0;
      this.guidelineSeen = Math.max(here, work.value.guideline_seen);
    }
    if (guidelines.status === "fulfilled") {
      this.guidelines = guidelines.value;
      // Whoever is new has nothing that could have changed.
      if (this.guidelineSeen === 0) this.guidelineSeen = guidelines.value.version;
    }
  }

  private held(): Task[] {
    const held = [this.answer?.task, this.next].filter((one): one is Task => !!one);
    const answered = new Set(this.outbox.entries().map((one) => one.task));
    return held.filter((one) => !answered.has(one.id));
  }

  private giveBack(): void {
    clearTimeout(this.draftTimer);
    clearTimeout(this.lookTimer);
    const answer = this.answer;
    if (answer?.begun) {
      this.changed();
      clearTimeout(this.draftTimer);
      void this.saveDraft(answer, true);
    }
    const held = this.held();
    this.next = null;
    if (!held.length) return;
    // Where the release is refused, the tab still knows what it holds.
    this.tab.write(this.heldName, held.map((one) => one.id));
    void this.call.releaseAll(held).then(() => this.tab.remove(this.heldName)).catch(() => {});
  }

  private async beat(): Promise<void> {
    if (this.phase !== "task") return;
    if (this.attention.away()) {
      this.giveBack();
      this.answer = null;
      this.phase = "away";
      return;
    }
    for (const task of this.held()) {
      const answer = this.answer?.task.id === task.id ? this.answer : null;
      try {
        task.lease_expires_at = (await this.call.heartbeat(task)).lease_expires_at;
        this.lost = false;
      } catch (error) {
        const problem = asProblem(error);
        if (problem.status === 0) this.lost = true;
        else if (!this.gone(problem)) continue;
        else if (answer) this.lostTask(answer);
        else if (this.next?.id === task.id) this.next = null;
      }
    }
  }

  /** Listen to the page: attention, connection, closing. Returns the way to stop. */
  private watch(): () => void {
    const touch = () => this.attention.touch();
    const seen = () => {
      this.attention.show(document.visibilityState === "visible");
      if (document.visibilityState === "visible") void this.beat();
    };
    const back = () => {
      this.lost = false;
      this.outbox.wake(true);
      if (this.phase === "problem") this.lookAgain();
    };
    const away = () => (this.lost = true);
    const closing = () => this.closing();
    const restored = (event: PageTransitionEvent) => {
      if (!event.persisted) return;
      this.answer = null;
      this.phase = "opening";
      void this.take();
    };
    const there = ["pointerdown", "pointermove", "keydown", "wheel", "touchstart"] as const;
    for (const name of there) addEventListener(name, touch, { passive: true });
    document.addEventListener("visibilitychange", seen);
    addEventListener("online", back);
    addEventListener("offline", away);
    addEventListener("pagehide", closing);
    addEventListener("pageshow", restored);
    const beating = setInterval(() => void this.beat(), HEARTBEAT_MS);
    return () => {
      for (const name of there) removeEventListener(name, touch);
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("online", back);
      removeEventListener("offline", away);
      removeEventListener("pagehide", closing);
      removeEventListener("pageshow", restored);
      clearInterval(beating);
    };
  }

  private get heldName(): string {
    return `held/${this.mine}`;
  }

  private draftName(task: string): string {
    return `draft/${this.mine}${task}`;
  }

  private forgetOldDrafts(): void {
    const limit = Date.now() - DRAFT_DAYS * 86_400_000;
    for (const name of this.keep.names(`draft/${this.mine}`)) {
      const draft = this.keep.read<LocalDraft>(name);
      if (!draft || draft.at < limit) this.keep.remove(name);
    }
  }

  /** "3 answers wait for the connection". */
  get unsentSays(): string {
    if (!this.unsent) return "";
    return this.unsent === 1 ? "1 answer waits to be sent" : `${count(this.unsent)} answers wait to be sent`;
  }
}

const rooms = new Map<string, Room>();

/** The room of this person in this project; one as long as the page lives. */
export function roomOf(project: string): Room {
  const person = session.me?.name ?? "";
  const name = `${person}\n${project}`;
  const room = rooms.get(name) ?? new Room(project, person);
  rooms.set(name, room);
  return room;
}
