// What the reviewer has said so far about one task.
import type { Draft, Evidence, Region, ReviewSent, Revealed, Scored, Span, Task } from "../api/types";
import { ranked } from "./labels";

export class Answer {
  readonly task!: Task;
  label = $state<string | null>(null);
  unsure = $state(false);
  cause = $state<string | null>(null);
  why = $state("");
  evidence = $state.raw<Evidence[]>([]);
  revealed = $state.raw<Revealed | null>(null);
  committed = $state<string | null>(null);
  seconds = 0; // looked at it before it was taken back

  constructor(task: Task, draft: Draft | null) {
    this.task = task;
    this.committed = task.committed ?? null;
    this.label = this.committed ?? known(task.labels, draft?.label);
    this.cause = draft?.cause ?? null;
    this.why = draft?.why ?? "";
    this.evidence = draft?.evidence ?? [];
  }

  /** The model's answers, likeliest first; empty while they are hidden. */
  readonly says = $derived.by((): Scored[] => ranked(this.revealed?.prediction ?? this.task.prediction));
  readonly hidden = $derived(this.task.blind && !this.revealed && !this.task.committed);
  readonly modelLabel = $derived(this.says[0]?.label ?? null);
  /** The label that Enter would send. Whoever decides a dispute chooses; the model's answer is no default. */
  readonly chosen = $derived(
    this.unsure ? null : (this.label ?? (this.hidden || this.task.dispute ? null : this.modelLabel)),
  );
  readonly corrects = $derived(!this.hidden && this.chosen !== null && this.chosen !== this.modelLabel);
  readonly spans = $derived(this.evidence.filter((one): one is Span => one.kind === "span"));
  readonly regions = $derived(this.evidence.filter((one): one is Region => one.kind === "region"));
  readonly begun = $derived(
    this.label !== null || this.cause !== null || this.why.trim() !== "" || this.evidence.length > 0,
  );

  draft(): Draft {
    return {
      label: this.label,
      cause: this.cause,
      why: this.why.trim() || null,
      evidence: this.evidence,
    };
  }

  body(seconds: number, guidelineVersion: number): ReviewSent {
    const body: ReviewSent = {
      token: this.task.token,
      label: this.chosen,
      seconds_spent: seconds,
      guideline_version: guidelineVersion,
    };
    if (this.unsure) body.unsure = true;
    if (this.cause && (this.corrects || this.unsure)) body.cause = this.cause;
    if (this.why.trim()) body.why = this.why.trim();
    if (this.evidence.length) body.evidence = this.evidence;
    return body;
  }
}

function known(labels: string[], label: string | null | undefined): string | null {
  return label && labels.includes(label) ? label : null;
}
