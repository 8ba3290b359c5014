// Fails `npm run check` where what the server's document promises no longer fits what the lead's pages read.
import type { components } from "../api/schema";
import type * as agreed from "./agreement/shapes";
import type * as people from "./people/shapes";
import type * as ours from "./shapes";
import type { VERBS } from "./verbs";

type Schemas = components["schemas"];
type Fits<Theirs extends Ours, Ours> = Theirs;

export type Checked = [
  Fits<Schemas["OverviewSeen"], ours.Overview>,
  Fits<Schemas["StatusSeen"], ours.Status>,
  Fits<Schemas["TaskListed"], ours.TaskRow>,
  Fits<Schemas["DisputeListed"], ours.DisputeRow>,
  Fits<Omit<Schemas["DisputeTold"], "item" | "answers">, Omit<ours.DisputeStory, "item" | "answers">>,
  Fits<Schemas["SlicesSeen"], ours.Slices>,
  Fits<Schemas["AgreementSeen"], agreed.Agreement>,
  Fits<Schemas["RemediesSeen"], agreed.Remedies>,
  Fits<Schemas["HeatMapSeen"], ours.CauseMap>,
  Fits<Schemas["ConfusionSeen"], ours.Confusion>,
  Fits<Schemas["ReviewersSeen"], people.Reviewers>,
  Fits<Schemas["ReviewerTold"], people.Reviewer>,
  Fits<Schemas["ContestSeen"], people.Contest>,
  Fits<Schemas["CredentialSeen"], people.Credential>,
  Fits<Schemas["DatasetSeen"], ours.DatasetRow>,
  Fits<Schemas["DiffSeen"], ours.DatasetDiff>,
  Fits<Schemas["ModelSeen"], ours.ModelRow>,
  Fits<Schemas["GateListed"], ours.GateRow>,
  Fits<Schemas["GateDetailed"], ours.GateReport>,
  Fits<Schemas["WatchSeen"], ours.Watch>,
  Fits<Schemas["AlarmSeen"], ours.Alarm>,
  Fits<Schemas["AccuracySeen"], ours.Accuracy>,
  Fits<Schemas["SimulationSeen"], ours.Simulated>,
  Fits<Schemas["SliceWatchMade"], ours.SliceWatched>,
  Fits<Schemas["CurveSeen"], ours.Curve>,
  Fits<Schemas["CertificateListed"], ours.CertificateRow>,
  Fits<Schemas["GoldenSeen"], ours.Golden>,
  Fits<Schemas["CycleSeen"], ours.CycleRow>,
  Fits<Schemas["CauseSeen"], ours.Cause>,
  Fits<Schemas["CauseReplaced"], ours.CauseReplaced>,
  Fits<Schemas["LabelsSeen"], ours.LabelSets>,
  Fits<Schemas["LabelsMade"], ours.LabelsMade>,
  Fits<Schemas["EdgeCaseMade"], ours.EdgeCaseMade>,
  Fits<Schemas["GuidelineSeen"], ours.Guidelines>,
  Fits<Schemas["GuidelineListed"], ours.GuidelineRow>,
  Fits<Schemas["UserShown"], ours.UserRow>,
  Fits<Schemas["KeyShown"], ours.KeyRow>,
  Fits<Schemas["WebhookShown"], ours.WebhookRow>,
  Fits<Schemas["DeliveryShown"], ours.DeliveryRow>,
  Fits<Schemas["AuditLine"], ours.AuditRow>,
  Fits<Schemas["AuditVerified"], ours.AuditReport>,
  Fits<Schemas["ProjectShown"], ours.ProjectInfo>,
  Fits<Schemas["Verb"], (typeof VERBS)[number]>,
  Fits<(typeof VERBS)[number], Schemas["Verb"]>,
  Fits<Omit<Schemas["StorySeen"], "item" | "reviews">, Omit<ours.Story, "item" | "reviews">>,
];
