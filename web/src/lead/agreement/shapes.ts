/** What the routes about agreement and remedies answer. */
import type { Estimate } from "../../api/types";

export interface Alpha {
  name: string;
  alpha: Estimate;
  units: number;
}
/** An item of which people say different things. */
export interface Differs {
  task_id: string;
  excerpt: string;
  a_label: string;
  b_label: string;
}
export interface Pair {
  a: string;
  b: string;
  agreement: Estimate;
  items: Differs[];
}
export interface Mixed {
  a: string;
  b: string;
  times: number;
  share: Estimate;
  items: Differs[];
}
export interface GuidelineEffect {
  version: number;
  at: string;
  changes: string;
  before: Estimate | null;
  after: Estimate | null;
  change: Estimate | null; // after less before
}
export interface Unclear {
  label: string;
  mistaken_for: string;
  alpha: Estimate | null;
  apart: Estimate;
  says: string;
  examples: Differs[];
}
export interface Agreement {
  alpha: Estimate | null;
  missing: string; // why there is none
  scale: string; // nominal, ordinal
  by_class: Alpha[]; // lowest first
  by_cause: Alpha[];
  by_slice: Alpha[];
  mixed: Mixed[];
  pairs: Pair[];
  guidelines: GuidelineEffect[]; // newest first
  unclear: Unclear[];
  units: number;
  answers: number;
  planned: boolean;
  says: string;
}

export interface ErrorShown {
  task_id: string | null;
  prediction_id: string;
  excerpt: string;
  predicted: string;
  label: string;
  cause: string | null;
  why: string;
}
export interface Reason {
  says: string;
  n: number;
  examples: ErrorShown[];
}
/** What the errors of one place ask for. */
export interface Advice {
  name: string;
  errors: number;
  explained: number;
  remedy: string | null;
  share: Estimate | null;
  clear: boolean;
  says: string;
  remedies: { remedy: string; share: Estimate; n: number }[];
  causes: { cause: string; n: number }[];
  reasons: Reason[];
}
export interface Remedies {
  whole: Advice;
  vectors: Advice[];
  classes: Advice[];
  says: string;
}
