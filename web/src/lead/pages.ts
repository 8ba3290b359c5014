/** The lead's pages, in the order of the loop. */
import type { PageEntry } from "../pages";

type Loading = PageEntry["load"];
type Heading = NonNullable<PageEntry["nav"]>;

const page = (way: string, title: string, load: Loading, nav?: Heading): PageEntry => ({
  path: `/p/:project/${way}`,
  title,
  load,
  roles: ["lead"],
  layout: "desk",
  ...(nav ? { nav } : {}),
});

export const leadPages: PageEntry[] = [
  page("overview", "Overview", () => import("./Overview.svelte"), "Work"),
  page("queue", "Queue", () => import("./Queue.svelte"), "Work"),
  page("queue/:id", "Task", () => import("./Task.svelte")),
  page("disputes", "Disputes", () => import("./Disputes.svelte"), "Work"),
  page("disputes/:id", "Dispute", () => import("./Dispute.svelte")),
  page("agreement", "Agreement", () => import("./Agreement.svelte"), "Work"),
  page("reviewers", "Reviewers", () => import("./Reviewers.svelte"), "Work"),
  page("reviewers/:id", "Reviewer", () => import("./Reviewer.svelte")),
  page("triage", "Triage", () => import("./Triage.svelte"), "Work"),
  page("watch", "Watch", () => import("./Watch.svelte"), "Work"),
  page("errors", "Errors", () => import("./Errors.svelte"), "Errors"),
  page("trace", "Trace", () => import("./Trace.svelte"), "Errors"),
  page("trace/:id", "Trace", () => import("./Trace.svelte")),
  page("datasets", "Datasets", () => import("./Datasets.svelte"), "Models"),
  page("datasets/diff", "Dataset difference", () => import("./DatasetDiff.svelte")),
  page("datasets/:id", "Dataset", () => import("./Dataset.svelte")),
  page("models", "Models", () => import("./Models.svelte"), "Models"),
  page("gates", "Gates", () => import("./Gates.svelte"), "Models"),
  page("gates/:id", "Gate", () => import("./Gate.svelte")),
  page("guidelines", "Guidelines", () => import("./Guidelines.svelte"), "Rules"),
  page("guidelines/history", "History of the guidelines", () => import("./GuidelinesHistory.svelte")),
  page("labels", "Labels", () => import("./Labels.svelte"), "Rules"),
  page("taxonomy", "Taxonomy", () => import("./Taxonomy.svelte"), "Rules"),
  page("settings", "Settings", () => import("./Settings.svelte"), "Rules"),
  page("users", "People", () => import("./Users.svelte"), "Administration"),
  page("keys", "Keys", () => import("./Keys.svelte"), "Administration"),
  page("webhooks", "Webhooks", () => import("./Webhooks.svelte"), "Administration"),
  page("webhooks/:id", "Deliveries", () => import("./Deliveries.svelte")),
  page("audit", "Audit log", () => import("./Audit.svelte"), "Administration"),
];
