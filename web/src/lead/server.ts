/** The server as the pages of leads and accounts call it: addresses made of parts, empty filters left out. */
import { asProblem, Problem, problemOf, unreachable } from "../api/problem";
import { get as read, type Query, type Route } from "../api/client";

export { del, patch, post, put } from "../api/client";
export { asProblem, Problem, type Query, type Route };

/** The address of something in a project, every part encoded. */
export function path<const Parts extends readonly (string | number)[]>(project: string, ...parts: Parts): Address<Parts> {
  return `/projects/${[project, ...parts].map((part) => encodeURIComponent(part)).join("/")}` as Address<Parts>;
}

// The parts that are known stand in the type, so that an address the server does not have is noticed.
type Address<Parts> = Parts extends readonly [] ? "/projects/{project}" : `/projects/${string}${Joined<Parts>}`;
type Joined<Parts> = Parts extends readonly [infer First extends string | number, ...infer Rest]
  ? `/${First}${Joined<Rest>}`
  : "";

/** Reads; what is asked for with an empty value is not asked for. */
export function get<T>(address: Route<"get">, query: Query = {}, signal?: AbortSignal): Promise<T> {
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
