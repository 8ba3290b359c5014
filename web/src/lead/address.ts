/** Addresses of the lead's pages, and what stands after the question mark. */
import { place, setQuery } from "../router.svelte";

/** "/p/PROJECT/part/part?name=value", every part encoded. */
export function to(
  project: string,
  ...parts: (string | number | Record<string, string | number | null>)[]
): string {
  const named = parts.filter((part) => typeof part !== "object") as (string | number)[];
  const query = parts.find((part) => typeof part === "object") as Record<string, string> | undefined;
  const way = ["p", project, ...named].map((part) => encodeURIComponent(part)).join("/");
  const said = Object.entries(query ?? {}).filter(([, value]) => value !== null && value !== "");
  const tail = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
  return `/${way}${tail ? `?${tail}` : ""}`;
}

/** What the address asks for under this name; "" for nothing. Reactive. */
export function asked(name: string): string {
  return place.query.get(name) ?? "";
}

/** Asks for something else on the same page; back returns to what was asked before. */
export function ask(changes: Record<string, string | null>): void {
  setQuery(changes, { replace: false });
}
