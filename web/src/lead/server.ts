/** The server as the pages of leads and accounts call it: addresses made of parts, empty filters left out. */
import { asProblem, Problem, problemOf, unreachable } from "../api/problem";
import { get as read, type Query } from "../api/client";

export { del, patch, post, put } from "../api/client";
export { asProblem, Problem, type Query };

/** The address of something in a project, every part encoded. */
export function path(project: string, ...parts: (string | number)[]): string {
  return `/projects/${[project, ...parts].map((part) => encodeURIComponent(part)).join("/")}`;
}

/** Reads; what is asked for with an empty value is not asked for. */
export function get<T>(address: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const said = Object.entries(query).filter(([, value]) => value !== "" && value !== null);
  return read<T>(address, { query: Object.fromEntries(said), signal });
}

/** Reads the bytes of an image's frame. */
export async function bytes(url: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  let answer: Response;
  try {
    answer = await fetch(url, { signal, credentials: "same-origin" });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable();
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer.arrayBuffer();
}
