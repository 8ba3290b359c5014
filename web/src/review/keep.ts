// What must survive a closed tab: kept per person in the browser's own storage.

export interface Keep {
  read<T>(name: string): T | null;
  write(name: string, value: unknown): void;
  remove(name: string): void;
  names(prefix: string): string[];
}

const ROOT = "errata/";

/** The browser's storage; where it is full or forbidden, this page's memory, so that work goes on. */
export function browserKeep(storage: Storage): Keep {
  const memory = new Map<string, string>();
  return {
    read<T>(name: string): T | null {
      let text = memory.get(name) ?? null;
      try {
        text ??= storage.getItem(ROOT + name);
        return text === null ? null : (JSON.parse(text) as T);
      } catch {
        return null;
      }
    },
    write(name, value) {
      const text = JSON.stringify(value);
      try {
        storage.setItem(ROOT + name, text);
        memory.delete(name);
      } catch {
        memory.set(name, text);
      }
    },
    remove(name) {
      memory.delete(name);
      try {
        storage.removeItem(ROOT + name);
      } catch {
        // Forbidden storage holds nothing.
      }
    },
    names(prefix) {
      const found = new Set([...memory.keys()].filter((name) => name.startsWith(prefix)));
      try {
        for (let at = 0; at < storage.length; at++) {
          const name = storage.key(at);
          if (name?.startsWith(ROOT + prefix)) found.add(name.slice(ROOT.length));
        }
      } catch {
        // As above.
      }
      return [...found];
    },
  };
}
