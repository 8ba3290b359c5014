// What the review page asks of the server.
import { get, post } from "../api/client";
import type {
  Cause, Claimed, Draft, Guidelines, MyWork, Page, ReviewDone, Revealed, Task,
} from "../api/types"; // prettier-ignore
import type { Posted } from "./outbox";

export type Held = Pick<Task, "id" | "token">;

export function calls(project: string) {
  const path = { project };
  const of = (task: string) => ({ path: { project, task } });
  const tasks = "/projects/{project}/tasks";
  return {
    claim: (ahead: boolean) => post<Claimed>(`${tasks}/claim`, { ahead }, { path }),
    task: (task: string) => get<Task>(`${tasks}/{task}`, of(task)),
    reveal: (held: Held, label: string) =>
      post<Revealed>(`${tasks}/{task}/reveal`, { token: held.token, label }, of(held.id)),
    send: (posted: Posted, closing: boolean) =>
      post<ReviewDone>(`${tasks}/{task}/${posted.kind}`, posted.body, { ...of(posted.task), keepalive: closing }),
    heartbeat: (held: Held) =>
      post<{ lease_expires_at: string }>(`${tasks}/{task}/heartbeat`, { token: held.token }, of(held.id)),
    draft: (held: Held, draft: Draft, closing = false) =>
      post<{ saved_at: string }>(
        `${tasks}/{task}/draft`,
        { token: held.token, ...draft },
        { ...of(held.id), keepalive: closing },
      ),
    releaseAll: (held: Held[]) =>
      post<void>(`${tasks}/release-all`, { tasks: held.map(({ id, token }) => ({ id, token })) }, { path, keepalive: true }),
    causes: () => get<Page<Cause>>("/projects/{project}/causes", { path, query: { limit: 200 } }),
    guidelines: () => get<Guidelines>("/projects/{project}/guidelines", { path }),
    myWork: (since: string | null) => get<MyWork>("/projects/{project}/reviewers/me", { path, query: { since } }),
  };
}

export type Calls = ReturnType<typeof calls>;
