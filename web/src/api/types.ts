// The values that travel over /api/v1, in the words of the design.

export interface Estimate {
  value: number;
  low: number;
  high: number;
  n: number;
  confidence: number;
  method: string;
}

export interface Page<T> {
  items: T[];
  next: string | null;
}

export type Role = "admin" | "lead" | "reviewer" | "service";
export type Kind = "text" | "record" | "image" | string;

export interface Grant {
  project: string;
  role: Role;
  skills: string[];
}

export interface ProjectRow {
  name: string;
  kind: Kind;
  labels: string[];
  role: Role;
}

export interface Me {
  name: string;
  csrf: string;
  roles: Grant[];
  projects: ProjectRow[];
}

export interface ImageInfo {
  format: "png" | "grey16" | "rgb8";
  width: number;
  height: number;
  frames: number;
  url: string; // a template: {k} is the frame
  window: number | null;
  level: number | null;
  invert: boolean;
  spacing: [number, number] | null;
  notes: string[];
}

export type Item =
  | { kind: "text"; text: string }
  | { kind: "record"; fields: Record<string, unknown> }
  | { kind: "image"; image: ImageInfo };

export interface Scored {
  label: string;
  probability: number | null;
}

export interface Reason {
  flag: string;
  says: string;
}

export interface Span {
  kind: "span";
  start: number; // UTF-16 units, as JavaScript counts
  end: number;
  text: string;
}

export interface Region {
  kind: "region";
  frame: number;
  x: number; // 0..1 of the image, as all four
  y: number;
  width: number;
  height: number;
}

export type Evidence = Span | Region;

export interface Draft {
  label?: string | null;
  cause?: string | null;
  why?: string | null;
  evidence?: Evidence[] | null;
  saved_at?: string;
}

/** What somebody said of a task that people could not agree about; who is not told. */
export interface Opinion {
  label: string | null; // null: they could not tell
  cause: string | null;
  why: string;
  evidence: Evidence[];
}

export interface Dispute {
  answers: Opinion[];
  says: string;
}

export interface Task {
  id: string;
  token: number; // opaque: sent back as it came
  item: Item;
  prediction: Scored[] | null;
  model: string | null;
  blind: boolean;
  labels: string[];
  reasons: Reason[];
  attributes: Record<string, unknown>;
  lease_expires_at: string;
  guideline_version: number;
  draft: Draft | null;
  due_at: string | null;
  /** The label given before the model's answer was shown; the review must carry it. */
  committed: string | null;
  /** For the expert alone who decides where people could not agree. */
  dispute: Dispute | null;
}

export interface Waiting {
  held_by_others: number;
  held_by_you: number;
  next_expiry: string | null;
  other_skill: Record<string, number>;
  says: string;
}

/** Nothing is handed out before `until`. */
export interface Rest {
  reason: "session" | "day" | "tired" | "haste" | "lead" | string;
  until: string;
  says: string;
}

export interface Claimed {
  task: Task | null;
  waiting: Waiting | null;
  rest: Rest | null;
}

export interface Revealed {
  prediction: Scored[];
  reasons: Reason[];
  model: string | null;
}

export interface ReviewSent {
  token: number;
  label: string | null;
  unsure?: boolean;
  cause?: string;
  why?: string;
  evidence?: Evidence[];
  seconds_spent: number;
  guideline_version?: number;
}

export interface ReviewDone {
  review_id: string;
  resolution: { kind: string; label: string | null } | null;
  prediction: Scored[];
  correction: boolean;
}

export interface Learned {
  model: string;
  dataset: number | null;
  taught: number;
  fixed: number;
  verdict: string | null;
}

export interface MyWork {
  reviews: number;
  corrections: number;
  confirmations: number;
  unsure: number;
  skipped: number;
  seconds: number;
  resolved: number;
  in_training: number;
  golden: number;
  fixed: number;
  learned_by: Learned[];
  session_items: number;
  guideline_seen: number;
  /** On items whose answer is agreed or known; null where nobody is scored, or too little is known. */
  accuracy: Estimate | null;
  scoring: "named" | "pseudonymous" | "off";
  session: SessionSoFar;
  day: DaySoFar;
  /** Items with a known answer, after the session in which they were answered. */
  taught: Taught[];
  lives: Life[];
}

export interface DaySoFar {
  minutes: number; // idle time is not counted
  items: number;
  minutes_limit: number; // 0: no limit
  items_limit: number;
}

export interface SessionSoFar extends DaySoFar {
  rest: Rest | null;
}

export interface Taught {
  task_id: string;
  excerpt: string;
  your_label: string | null; // null: unsure
  label: string;
  right: boolean;
  cause: string | null;
  why: string;
  at: string;
  contest: "open" | "upheld" | "refused" | null;
  contest_why: string; // what the lead said
}

/** What became of a correction. */
export interface Life {
  task_id: string;
  excerpt: string;
  predicted: string; // what the model had said
  label: string;
  stage: string;
  reference: string; // the dataset, golden version or model; "" for none
  at: string;
}

export interface GuidelineSection {
  label: string | null;
  text: string;
  do: string[];
  dont: string[];
}

export interface Guidelines {
  version: number;
  text: string;
  by: string | null;
  created_at: string | null;
  changes: string;
  sections: GuidelineSection[];
}

export interface Cause {
  name: string;
  remedy: string;
  meaning: string;
  key: string;
  used: number; // errors, those of causes that became it too
  retired: boolean;
  became: string[]; // what took its place; several after a split
  taken: Record<string, number>; // of these errors, those that an earlier cause named
}
