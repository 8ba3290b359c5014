/** What the lead's routes answer. */
import type {
  Cause,
  Dispute,
  Estimate,
  Evidence,
  GuidelineSection,
  Guidelines,
  ImageInfo,
  Item,
  Page as Paged,
} from "../api/types";

export type { Cause, Estimate, Evidence, GuidelineSection, Guidelines, ImageInfo, Item, Paged };

export interface Stage {
  name: string;
  says: string;
  count: number;
  oldest: string | null;
  href: string;
}
export interface Alarm {
  id: string;
  kind: string;
  says: string;
  figures: Record<string, unknown>;
  created_at: string;
  closed: { by: string; why: string; created_at: string } | null; // null while it is open
  lapsed: boolean; // whether a certificate ended with it
}
/** From when on something is another than before. */
export interface Since {
  at: string;
  low: string;
  high: string;
  before: number | null;
  now: number | null;
}
/** What has changed in one column of the traffic. */
export interface FeatureShift {
  feature: string;
  log_evidence: number | null;
  alarm: boolean;
  what: string; // "" while nothing shows
  before: number | null;
  now: number | null;
  since: Since | null;
}
export interface Monitor {
  name: string;
  says: string;
  watching: boolean; // false while there is nothing to compare with yet
  began: string;
  rows: number;
  log_evidence: number | null;
  threshold: number | null;
  alarm: boolean;
  since: Since | null;
  history: { at: string; log_evidence: number | null }[];
  features: FeatureShift[];
  error: Estimate | null;
  accepted: number | null;
  unanswered: number;
}
export interface Watch {
  monitors: Monitor[];
  alarms: Alarm[]; // the open ones first
  health: {
    last_prediction: string | null;
    last_review: string | null;
    oldest_open: string | null;
    waiting: number;
  };
  looked_at: string | null;
  next_look: string | null;
  every_minutes: number;
  says: string;
}
/** How right the model is, in all and where it matters. */
export interface Accuracy {
  overall: Estimate | null;
  by_class: { name: string; estimate: Estimate; recall: Estimate }[];
  by_slice: { attribute: string; value: string; estimate: Estimate }[];
  says: string;
}
export interface Status {
  project: string;
  champion: string | null;
  predictions: number;
  tasks_open: number;
  reviews: number;
  errors: Record<string, number>;
  errors_found: number;
  errors_estimated: Estimate | null;
  accuracy: Estimate | null;
  datasets: number;
  models: number;
}
export interface Overview {
  status: Status;
  stages: Stage[];
  accuracy_over_time: { from: string; to: string; model: string; estimate: Estimate }[];
  promotions: { model: string; at: string; reason: string; by: string; why: string }[];
  alarms: Alarm[];
}

export interface TaskRow {
  id: string;
  predicted: string | null;
  confidence: number | null;
  flags: string[];
  priority: number;
  skill: string | null;
  overlap: number;
  answers: number;
  state: string;
  held_by: string | null;
  created_at: string;
  due_at: string | null;
  excerpt: string;
}
export interface StoryReview {
  reviewer: string;
  label: string | null;
  cause: string | null;
  why: string;
  evidence: Evidence[];
  seconds: number;
  at: string;
  blind: boolean;
}
export interface Resolution {
  id?: string;
  kind: string;
  label: string | null;
  posterior?: number;
  method?: string;
  cause?: string | null;
  why?: string;
  hold?: boolean;
  created_at?: string;
}
export interface Story extends TaskRow {
  item: Item;
  prediction: { label: string; probability: number | null }[];
  attributes: Record<string, unknown>;
  group: string;
  reviews: StoryReview[];
  resolution: Resolution | null;
  trace: string[];
}

/** What people could not agree about. */
export interface DisputeRow {
  task_id: string;
  excerpt: string;
  predicted: string;
  flags: string[];
  stage: string; // open, adjudicated, rejected
  labels: Record<string, number>; // how many gave each, the expert left out
  unsure: number;
  says: string;
  needs: string;
  held: boolean;
  began_at: string;
  due_at: string | null;
  overdue: boolean;
  label: string | null; // that the expert gave
  cause: string | null;
  why: string;
  settled_at: string | null;
}
export interface DisputeStory extends DisputeRow {
  item: Item;
  prediction: { label: string; probability: number | null }[];
  attributes: Record<string, unknown>;
  answers: Dispute;
}

export interface SliceRow {
  name: string;
  predicate: Record<string, string>;
  support: number;
  error_rate: Estimate;
  lift: Estimate;
  p_value: number;
  examples: {
    task_id: string | null; // null where a history told it and nobody here looked
    prediction_id: string;
    excerpt: string;
    predicted: string;
    label: string;
    cause: string | null;
    why: string;
  }[];
  causes: Record<string, number>;
  remedy: string | null;
  story: string; // the name of the slice that heads its story; its own for a head
  aliases: SliceAlias[]; // of a head: other names of nearly its rows
  says: string;
  watch: SliceWatched | null;
}
export type SliceAlias = Pick<SliceRow, "name" | "predicate" | "support" | "error_rate" | "lift" | "p_value">;
/** Who asked that new predictions in a slice are flagged. */
export interface SliceWatched {
  by: string;
  why: string;
  created_at: string;
}
/** A slice that is watched, found again or not. */
export interface WatchedRow {
  name: string;
  predicate: Record<string, string>;
  weight: number;
  watch: SliceWatched;
}
export interface Slices {
  found: SliceRow[];
  watched: WatchedRow[];
  n: number;
  errors: number;
  says: string;
}
/** What an edit of the taxonomy did. */
export interface CauseReplaced {
  cause: string;
  became: string[];
  errors: number;
  reviews: number;
  says: string;
}
/** A label, and what it counts as. */
export interface LabelRow {
  label: string;
  in_use: boolean;
  counts_as: string;
  reviews: number;
  since: number;
}
export interface LabelSets {
  version: number;
  items: LabelRow[];
  widths: number[];
  history: { version: number; changes: string; by: string; created_at: string }[];
}
/** What a change of the labels did. */
export interface LabelsMade {
  version: number;
  in_use: string[];
  certificates: number;
  says: string;
}
/** The version of the guidelines that a settled case made. */
export interface EdgeCaseMade {
  version: number;
  lines: string[];
}
export interface CauseMap {
  says: string;
  rows: string[];
  columns: string[];
  counts: number[][];
  errors: number;
}
/** Rows are the agreed labels, columns what the model said. */
export interface Confusion {
  labels: string[];
  counts: number[][];
  n: number;
  says: string;
}

export interface Anchoring {
  blind: Estimate | null;
  shown: Estimate | null;
  difference: Estimate | null;
  says: string;
}
export interface DatasetRow {
  id: string;
  number: number;
  parent_id: string | null;
  rows: number;
  injected: number;
  by_class: Record<string, number>;
  by_cause: Record<string, number>;
  created_at: string;
  models: string[];
}
export interface Change {
  n: number;
  by_class: Record<string, number>;
  by_cause: Record<string, number>;
}
export interface Weighted {
  label: string;
  weight: number;
}
export interface DatasetDiff {
  a: DatasetRow;
  b: DatasetRow;
  added: Change;
  removed: Change;
  relabelled: Change;
  reweighted: Change;
  examples: {
    change: string;
    item_id: string;
    excerpt: string;
    was: Weighted | null;
    is: Weighted | null;
    cause: string;
    why: string;
  }[];
}

export interface ModelRow {
  name: string;
  dataset_id: string | null;
  trainer: string | null;
  champion: boolean;
  promoted_at: string | null;
  promoted_by: string | null;
  reason: string | null;
  gate: { id: string; outcome: string } | null;
  created_at: string;
}
export interface GateRow {
  id: string;
  candidate: string;
  champion: string | null;
  outcome: string;
  created_at: string;
}
export interface GateCheck {
  name: string;
  finding: string;
  says: string;
  figures: Record<string, unknown>;
  cases: { item_id: string; excerpt: string; label: string | null }[];
  rows: number;
}
export interface GateReport extends GateRow {
  checks: GateCheck[];
  golden: { number: number; n: number; n_random: number; uses: number; created_at: string } | null;
  verdict: { more_needed?: number | null };
}

export interface CertificateRow {
  id: string;
  model: string;
  threshold: number | null;
  alpha: number;
  delta: number;
  coverage: Estimate;
  risk_upper: number;
  n: number;
  expires_at: string | null;
  created_at: string;
}
/** A certificate that ended before its time. */
export interface Lapse {
  why: string;
  alarm_id: string | null;
  created_at: string;
}
export interface Certified extends Omit<CertificateRow, "model"> {
  plan: Record<string, unknown>; // a Plan
  lapse: Lapse | null;
}
/** Shares of the traffic by what becomes of it now. */
export interface Bands {
  accept: Estimate;
  review: Estimate;
  expert: Estimate;
}
/** What is promised for a class or a slice of its own. */
export interface GroupPromise {
  threshold: number | null;
  coverage: Estimate;
  risk_upper: number;
  alpha: number;
  n: number;
  needed: number | null;
}
/** What else a certificate promises. */
export interface Plan {
  classes?: Record<string, GroupPromise>;
  slices?: (GroupPromise & { attribute: string; value: string; class?: string })[];
  misses?: {
    threshold: number | null;
    free?: string | null;
    by_class: Record<string, { alpha: number; upper: number; rate: number; misses: number; n: number }>;
  };
}
export interface Reliability {
  ece: Estimate;
  bins: { confidence: number; accuracy: number; low: number; high: number; n: number }[];
}
export interface Curve {
  model: string | null;
  curve: { threshold: number; coverage: number; risk: number; risk_low: number; risk_upper: number }[];
  certificate: Certified | null;
  bands: Bands | null;
  a_day: number | null;
  audits_a_day: number | null;
  reviews_a_day: number | null;
  needed: number | null;
  reliability: Reliability | null;
  n: number;
  alpha: number;
  delta: number;
  says: string;
}
/** What a promise would cost and let through, before anybody makes it. */
export interface Simulated {
  rows: {
    alpha: number;
    threshold: number | null;
    coverage: Estimate;
    reviews_a_day: Estimate;
    errors_reaching_users_a_day: Estimate;
    needed: number | null;
  }[];
  n: number;
  a_day: number;
  known_traffic: boolean;
  says: string;
}
export interface Golden {
  version: string | null;
  number: number | null;
  uses: number;
  cases: number;
  by_stratum: Record<string, number>;
  by_class: Record<string, number>;
}


export interface UserRow {
  name: string;
  role: string | null;
  project: string;
  skills: string[];
  last_seen: string | null;
  active: boolean;
  created_at: string;
}
export interface Invited {
  token: string;
  path: string;
  expires_at: string;
}
export interface KeyRow {
  id: string;
  name: string;
  project: string;
  role: string;
  prefix: string;
  by: string;
  created_at: string;
  expires_at: string | null;
  revoked: boolean;
}
export interface WebhookRow {
  id: string;
  url: string;
  events: string[];
  by: string;
  created_at: string;
  active: boolean;
  failing: number;
}
export interface DeliveryRow {
  id: string;
  event: string;
  attempts: number;
  status: string;
  last_error: string;
  created_at: string;
}
export interface AuditRow {
  id: string;
  at: string;
  actor: string;
  verb: string;
  object: string;
  sealed: boolean;
}
export interface CycleRow {
  number: number;
  gate_id: string | null;
  candidate: string | null;
  verdict: string | null;
  promoted: boolean;
  created_at: string;
  report: Record<string, unknown>;
}
export interface Job<T> {
  state: "waiting" | "running" | "done" | "failed";
  result?: T | null;
  problem?: { title: string; detail?: string; do?: string } | null;
}
export interface ProjectInfo {
  name: string;
  kind: string;
  labels: string[];
  created_at: string;
  policy_version: number;
  policy: Record<string, unknown>;
}
export interface AuditReport {
  intact: boolean;
  faults: string[];
  head: Record<string, unknown> | null;
  unsealed: number;
}
/** A version of the guidelines in their history. */
export type GuidelineRow = Omit<Guidelines, "text" | "sections">;
