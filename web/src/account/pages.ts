/** The way in, and what belongs to a person rather than to a project. */
import type { PageEntry } from "../pages";

export const accountPages: PageEntry[] = [
  { path: "/sign-in", title: "Sign in", load: () => import("./SignIn.svelte"), roles: [], layout: "door" },
  { path: "/join/:token", title: "Join", load: () => import("./Join.svelte"), roles: [], layout: "door" },
  { path: "/account", title: "Your account", load: () => import("./Account.svelte"), roles: ["reviewer"], layout: "desk" },
  { path: "/projects/new", title: "New project", load: () => import("./NewProject.svelte"), roles: ["admin"], layout: "desk" },
];
