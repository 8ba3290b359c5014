// Fails `npm run check` where what the server's document promises no longer fits what the pages read.
import type { components } from "./schema";
import type * as ours from "./types";

type Schemas = components["schemas"];
type Fits<Theirs extends Ours, Ours> = Theirs;

export type Checked = [
  // Evidence comes back as it was sent.
  Fits<Omit<Schemas["TaskSeen"], "draft" | "dispute">, Omit<ours.Task, "draft" | "dispute">>,
  Fits<Schemas["WaitingSeen"], ours.Waiting>,
  Fits<Schemas["Revealed"], ours.Revealed>,
  Fits<Schemas["ReviewAnswer"], ours.ReviewDone>,
  Fits<Schemas["MySummary"], ours.MyWork>,
  Fits<Schemas["Me"], Omit<ours.Me, "csrf">>,
  Fits<Schemas["CauseSeen"], ours.Cause>,
  Fits<Schemas["GuidelineSeen"], ours.Guidelines>,
  Fits<Required<Schemas["EstimateSeen"]>, ours.Estimate>,
  Fits<ours.ReviewSent, Schemas["ReviewGiven"]>,
];
