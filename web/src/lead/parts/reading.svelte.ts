/** What a page reads from the server: the value, or the problem, and whether it takes long. */
import { asProblem, type Problem } from "../server";
import type { Paged } from "../shapes";

const SLOW = 250; // milliseconds before a page says that it is reading; sooner would flash

/** A value that is read again whenever what its address depends on changes. */
export interface Reading<T> {
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
  readonly slow: boolean;
  again(): void;
}

/**
 * Reads now and when a reactive value that `load` touches changes. The old value stays until the
 * new one is there, so that a page never blinks. To be called while a component is set up.
 */
export function reading<T>(load: (signal: AbortSignal) => Promise<T>): Reading<T> {
  let value = $state.raw<T>();
  let problem = $state.raw<Problem>();
  let slow = $state(false);
  let turn = $state(0);
  $effect(() => {
    void turn;
    const stop = new AbortController();
    const late = setTimeout(() => (slow = true), SLOW);
    load(stop.signal)
      .then((found) => {
        if (stop.signal.aborted) return;
        value = found;
        problem = undefined;
      })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) problem = asProblem(error);
      })
      .finally(() => {
        clearTimeout(late);
        if (!stop.signal.aborted) slow = false;
      });
    return () => {
      clearTimeout(late);
      stop.abort();
    };
  });
  return {
    get value() {
      return value;
    },
    get problem() {
      return problem;
    },
    get slow() {
      return slow;
    },
    again: () => void turn++,
  };
}

const PATIENCE = 20; // pages without a row that are read at once, before a person is asked

/** A filtered page may hold no row and yet have a next one: reads on to the first that has some. */
export async function filled<T, P extends Paged<T>>(
  load: (cursor: string | null, signal?: AbortSignal) => Promise<P>,
  start: P,
  signal?: AbortSignal,
): Promise<P> {
  let page = start;
  for (let turn = 0; turn < PATIENCE && page.items.length === 0 && page.next !== null; turn++)
    page = await load(page.next, signal);
  return page;
}

/** A list that grows page by page. */
export interface Growing<T> {
  readonly items: T[] | undefined;
  readonly problem: Problem | undefined;
  readonly slow: boolean;
  readonly more: boolean;
  readonly first: Paged<T> | undefined;
  further(): Promise<void>;
  again(): void;
}

/** Reads the first page as `reading` does, and the further ones when asked. */
export function growing<T, P extends Paged<T> = Paged<T>>(
  load: (cursor: string | null, signal?: AbortSignal) => Promise<P>,
): Growing<T> & { readonly first: P | undefined } {
  let later = $state.raw<T[]>([]);
  let next = $state.raw<string | null>(null);
  let problem = $state.raw<Problem>();
  const start = reading(async (signal) => {
    const page = await filled(load, await load(null, signal), signal);
    later = [];
    next = page.next;
    problem = undefined;
    return page;
  });
  return {
    get items() {
      return start.value && [...start.value.items, ...later];
    },
    get problem() {
      return start.problem ?? problem;
    },
    get slow() {
      return start.slow;
    },
    get more() {
      return next !== null;
    },
    get first() {
      return start.value;
    },
    async further() {
      const from = next;
      try {
        const page = await filled(load, await load(from));
        if (from !== next) return; // the list began anew meanwhile
        later = [...later, ...page.items];
        next = page.next;
      } catch (error) {
        problem = asProblem(error);
      }
    },
    again: start.again,
  };
}

/** Something that a person asked for: whether it runs, and what went wrong. */
export interface Doing {
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  run(work: () => Promise<void>): Promise<boolean>;
  clear(): void;
}

/** One act at a time: a second press while the first still runs does nothing. */
export function doing(): Doing {
  let busy = $state(false);
  let problem = $state.raw<Problem>();
  return {
    get busy() {
      return busy;
    },
    get problem() {
      return problem;
    },
    async run(work) {
      if (busy) return false;
      busy = true;
      problem = undefined;
      try {
        await work();
        return true;
      } catch (error) {
        problem = asProblem(error);
        return false;
      } finally {
        busy = false;
      }
    },
    clear: () => (problem = undefined),
  };
}
