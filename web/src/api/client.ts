// Every call to the server goes through here: one address prefix, the CSRF header, problems as errors.
import createClient from "openapi-fetch";
import { Problem, problemFrom, unreachable } from "./problem";
import type { paths } from "./schema";

type Verb = "get" | "post" | "put" | "patch" | "delete";

type Filled<R extends string> = R extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Filled<After>}` : R;

/**
 * The addresses that the server's document has for a verb, behind /api/v1: as templates or filled
 * in already. One that the document does not know (any more) fails `npm run check`.
 */
export type Route<V extends Verb> = Template<V> | Filled<Exclude<Template<V>, Anything>>;

// Filled in, it would fit every address below it.
type Anything = "/projects/{project}";

type Template<V extends Verb> = {
  [P in keyof paths]: P extends `/api/v1${infer Rest}` ? (paths[P][V] extends object ? Rest : never) : never;
}[keyof paths];

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface Options {
  /** Values for the `{names}` in the path; they are encoded here. */
  path?: Record<string, string | number>;
  query?: Query;
  signal?: AbortSignal;
  /** The call outlives the page (closing the tab); the body must stay under 64 KiB. */
  keepalive?: boolean;
}

let csrf = "";
let onSignedOut: () => void = () => {};

export function setCsrf(token: string): void {
  csrf = token;
}

/** Called when the server says that nobody is signed in any more. */
export function whenSignedOut(handler: () => void): void {
  onSignedOut = handler;
}

// Which addresses there are is checked by Route; what they answer is said by the caller's type.
const client = createClient<any>({ baseUrl: "/api/v1", credentials: "same-origin" });
client.use({
  onRequest({ request }) {
    if (request.method !== "GET" && csrf) request.headers.set("X-CSRF-Token", csrf);
    return request;
  },
});

async function call<T>(verb: Verb, path: string, body: unknown, options: Options): Promise<T> {
  const query = Object.fromEntries(
    Object.entries(options.query ?? {}).filter(([, value]) => value !== null && value !== undefined),
  );
  let answer: { data?: unknown; error?: unknown; response: Response };
  try {
    const init = { params: { path: options.path ?? {}, query }, body };
    // `request` is openapi-fetch's one entry for every verb.
    answer = await client.request(verb as "get", path, {
      ...init,
      signal: options.signal,
      keepalive: options.keepalive,
    } as never);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw unreachable(); // also what is no JSON: a proxy's page in the server's place
  }
  if (answer.response.ok) return answer.data as T;
  const problem = problemFrom(answer.response, answer.error);
  if (problem.status === 401 && path !== "/session") onSignedOut();
  throw problem;
}

export const get = <T>(path: Route<"get">, options: Options = {}) => call<T>("get", path, undefined, options);
export const post = <T>(path: Route<"post">, body?: unknown, options: Options = {}) => call<T>("post", path, body, options);
export const put = <T>(path: Route<"put">, body?: unknown, options: Options = {}) => call<T>("put", path, body, options);
export const patch = <T>(path: Route<"patch">, body?: unknown, options: Options = {}) => call<T>("patch", path, body, options);
export const del = <T = void>(path: Route<"delete">, options: Options = {}) => call<T>("delete", path, undefined, options);
export { Problem };
