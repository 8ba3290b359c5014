// Who is signed in, and what they may do.
import { del, get, post, setCsrf, whenSignedOut } from "./api/client";
import { Problem } from "./api/problem";
import type { Me, ProjectRow, Role } from "./api/types";
import { go, place } from "./router.svelte";

const rank: Record<Role, number> = { admin: 3, lead: 2, reviewer: 1, service: 0 };

class Session {
  me = $state<Me | null>(null);
  known = $state(false); // asked the server already
  problem = $state<Problem | null>(null);

  async load(): Promise<void> {
    try {
      this.take(await get<Me>("/session"));
      this.problem = null;
      this.known = true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      if (error.status === 401) {
        this.me = null;
        this.known = true;
      } else this.problem = error;
    }
  }

  async signIn(name: string, password: string): Promise<void> {
    this.take(await post<Me>("/session", { name, password }));
  }

  async signOut(): Promise<void> {
    await del("/session");
    this.me = null;
    setCsrf("");
    go("/sign-in");
  }

  /** After an invitation or a sign-in has answered with who we are. */
  take(me: Me): void {
    this.me = me;
    this.known = true;
    setCsrf(me.csrf);
  }

  project(name: string): ProjectRow | null {
    return this.me?.projects.find((one) => one.name === name) ?? null;
  }

  /** The strongest role held for a project; a grant without a project holds everywhere. */
  role(project: string): Role | null {
    const held = (this.me?.roles ?? [])
      .filter((grant) => grant.project === project || (grant.project === "" && grant.role === "admin"))
      .map((grant) => grant.role);
    const named = this.project(project)?.role;
    if (named) held.push(named);
    return held.sort((a, b) => rank[b] - rank[a])[0] ?? null;
  }

  /** Whether the role held reaches one of those asked for. */
  may(project: string, roles: Role[]): boolean {
    const held = this.role(project);
    return held !== null && held !== "service" && roles.some((role) => rank[held] >= rank[role]);
  }
}

export const session = new Session();

/** Where to go to sign in and come back here. */
export function signInAddress(): string {
  const here = place.path + (place.query.size ? `?${place.query}` : "");
  return here === "/" || here.startsWith("/sign-in") ? "/sign-in" : `/sign-in?next=${encodeURIComponent(here)}`;
}

/** The address after signing in: only ever one of our own. */
export function nextAddress(): string {
  const next = place.query.get("next") ?? "/";
  return /^\/(?![/\\])/.test(next) ? next : "/";
}

whenSignedOut(() => {
  session.me = null;
  if (!place.path.startsWith("/sign-in") && !place.path.startsWith("/join/")) go(signInAddress());
});
