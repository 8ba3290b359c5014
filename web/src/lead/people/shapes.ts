/** What the routes about people answer. */
import type { Estimate } from "../../api/types";
import type { Anchoring, Paged } from "../shapes";

/** named: figures under names; pseudonymous: under made-up ones; off: nobody is scored. */
export type Scoring = "named" | "pseudonymous" | "off";

export interface SkillHeld {
  skill: string;
  state: string; // declared, verified, expired, withdrawn, granted, earned
  expires_at: string | null;
}
export interface Credential extends SkillHeld {
  reviewer: string;
  verified_by: string | null;
  note: string;
}
/** What somebody is at. */
export interface Now {
  state: "working" | "resting" | "away";
  since: string;
  until: string | null;
  reason: string | null;
  minutes: number;
  items: number;
}
export interface ReviewerRow {
  name: string;
  reviews: number;
  seconds_median: number | null;
  agreement: Estimate | null;
  corrections: number;
  unsure: number;
  skipped: number;
  last_at: string | null;
  skills: SkillHeld[];
  accuracy: Estimate | null;
  now: Now | null;
  drift: Estimate | null; // of accuracy over the last weeks
  contests: number; // that wait for a lead
}
export interface Reviewers extends Paged<ReviewerRow> {
  anchoring: Anchoring;
  scoring: Scoring;
}
export interface Week {
  week: string; // the day it begins
  accuracy: Estimate | null;
  seconds_median: number | null;
  answers: number;
}
export interface Paused {
  reason: string;
  says: string;
  until: string;
  by: string;
  created_at: string;
}
export interface Contest {
  id: string;
  reviewer: string;
  task_id: string;
  excerpt: string;
  your_label: string | null; // what the reviewer answered
  label: string; // what they were scored by
  why: string;
  created_at: string;
  settled: { upheld: boolean; by: string; why: string; created_at: string } | null;
}
export interface Reviewer extends Omit<ReviewerRow, "contests"> {
  scoring: Scoring;
  domains: { domain: string; accuracy: Estimate }[];
  weeks: Week[];
  pauses: Paused[];
  contests: Contest[];
}
