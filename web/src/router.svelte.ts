// Addresses by the History API: every page has one, the back button and reload work.

export interface Pattern {
  path: string; // "/p/:project/gates/:id"
}

/** The values of `:names` when `path` fits the pattern, else null. */
export function match(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const got = path.split("/");
  if (wanted.length !== got.length) return null;
  const values: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const piece = got[at] ?? "";
    if (!part.startsWith(":")) {
      if (part !== piece) return null;
      continue;
    }
    if (!piece) return null;
    try {
      values[part.slice(1)] = decodeURIComponent(piece);
    } catch {
      return null; // "%zz" is no address of ours
    }
  }
  return values;
}

/** The address of a pattern: `address("/p/:project/review", {project: "a b"})`. */
export function address(
  pattern: string,
  values: Record<string, string | number>,
  query: Record<string, string | number | null | undefined> = {},
): string {
  const path = pattern.replace(/:([a-z_]+)/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the address ${pattern} needs a value for "${name}"`);
    return encodeURIComponent(value);
  });
  const given = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const tail = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return tail ? `${path}?${tail}` : path;
}

function clean(path: string): string {
  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path;
}

/** Where we are; read it in components and effects. */
export const place = $state({ path: "/", query: new URLSearchParams(), hash: "" });

function read(): void {
  place.path = clean(location.pathname);
  place.query = new URLSearchParams(location.search);
  place.hash = location.hash;
}

export function go(to: string, { replace = false } = {}): void {
  const same = to === location.pathname + location.search + location.hash;
  if (replace || same) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  read();
  if (!same) scrollTo(0, 0);
}

/** Same page, other query: for filters and sorting, so that they are in the address too. */
export function setQuery(changes: Record<string, string | null>, { replace = true } = {}): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === "") query.delete(name);
    else query.set(name, value);
  }
  const tail = query.toString();
  const to = location.pathname + (tail ? `?${tail}` : "");
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  read();
}

/** Start listening; plain links inside the app are followed without a reload. */
export function startRouter(): void {
  read();
  addEventListener("popstate", read);
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.("a");
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (/^\/(api|docs|healthz|readyz|metrics)(\/|$)/.test(link.pathname)) return;
    event.preventDefault();
    go(link.pathname + link.search + link.hash);
  });
}
