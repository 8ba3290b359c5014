// Every page of the app: its address, its title, who may open it, where it lies in the navigation.
import type { Component } from "svelte";
import type { Role } from "./api/types";

export interface PageProps {
  /** The values of the address, such as {project, id}. */
  values: Record<string, string>;
}

export interface PageEntry {
  path: string;
  title: string;
  load: () => Promise<{ default: Component<PageProps> | Component }>;
  /** The least role that opens it; a stronger one does too. Empty: open to everyone, signed in or not. */
  roles: Role[];
  /** "desk" has the header and the navigation; "room" is a whole screen of its own; "door" a small card. */
  layout: "desk" | "room" | "door";
  /** Shown in the navigation under this heading; only pages without values besides :project. */
  nav?: "Work" | "Errors" | "Models" | "Rules" | "Administration";
}

import { leadPages } from "./lead/pages";
import { accountPages } from "./account/pages";

export const pages: PageEntry[] = [
  { path: "/", title: "Home", load: () => import("./home/Home.svelte"), roles: [], layout: "door" },
  {
    path: "/p/:project/review",
    title: "Review",
    load: () => import("./review/Review.svelte"),
    roles: ["reviewer"],
    layout: "room",
    nav: "Work",
  },
  {
    path: "/p/:project/review/done",
    title: "Session done",
    load: () => import("./review/Done.svelte"),
    roles: ["reviewer"],
    layout: "room",
  },
  {
    path: "/p/:project/my-work",
    title: "My work",
    load: () => import("./mine/MyWork.svelte"),
    roles: ["reviewer"],
    layout: "desk",
    nav: "Work",
  },
  ...leadPages,
  ...accountPages,
];
