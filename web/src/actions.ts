// What a person can do on a page, as one record each: it feeds the keys, the buttons and the `?` sheet.

export interface Action {
  id: string;
  label: string;
  key?: string; // as KeyboardEvent.key says it: "Enter", "/", "g"
  /** Also while typing in a field; only for keys that write nothing, or are the field's own end. */
  typing?: boolean;
  when?: () => boolean;
  run: () => void;
  /** Left out of the key sheet, such as nine labels that one line explains. */
  hidden?: boolean;
  group?: string; // a heading in the key sheet
}

/** "app" is everywhere, "page" the page shown, "dialog" what lies on top and takes all keys. */
export type Scope = "app" | "page" | "dialog";

export class DuplicateKey extends Error {
  constructor(key: string, first: string, second: string) {
    super(`the key "${key}" stands for "${first}" already, "${second}" needs another one`);
    this.name = "DuplicateKey";
  }
}

const overlaps: Record<Scope, Scope[]> = {
  app: ["app", "page"],
  page: ["app", "page"],
  dialog: ["dialog"],
};

export class Actions {
  private sets: { scope: Scope; actions: Action[] }[] = [];

  /** Returns the way to take them away again. Throws DuplicateKey where two would answer one key. */
  register(scope: Scope, actions: Action[]): () => void {
    const others = this.sets.filter((set) => overlaps[scope].includes(set.scope)).flatMap((set) => set.actions);
    const known = new Map(others.filter((one) => one.key).map((one) => [one.key, one]));
    const ids = new Set(others.map((one) => one.id));
    for (const action of actions) {
      if (ids.has(action.id)) throw new Error(`there is an action "${action.id}" already`);
      ids.add(action.id);
      if (!action.key) continue;
      const first = known.get(action.key);
      if (first) throw new DuplicateKey(action.key, first.id, action.id);
      known.set(action.key, action);
    }
    const set = { scope, actions };
    this.sets.push(set);
    return () => {
      this.sets = this.sets.filter((one) => one !== set);
    };
  }

  /** The actions that hold now: a dialog's alone while one is open. */
  current(): Action[] {
    const dialogs = this.sets.filter((set) => set.scope === "dialog");
    return (dialogs.length ? dialogs.slice(-1) : this.sets).flatMap((set) => set.actions);
  }

  find(key: string, typing: boolean): Action | null {
    return (
      this.current().find((one) => one.key === key && (!typing || one.typing) && (one.when?.() ?? true)) ?? null
    );
  }

  keyTaken(key: string): boolean {
    return this.sets.some((set) => set.scope !== "dialog" && set.actions.some((one) => one.key === key));
  }
}

export const actions = new Actions();

type Stroke = Pick<KeyboardEvent, "key" | "code" | "shiftKey">;

/** The key's name for actions. On a keyboard of another script, the letter that is printed there in Latin. */
export function keyName({ key, code, shiftKey }: Stroke): string {
  if (key.length > 1) return shiftKey && /^(Enter|Arrow)/.test(key) ? `Shift+${key}` : key;
  if (/^[\x21-\x7e]$/.test(key)) {
    const digit = /^Digit(\d)$/.exec(code);
    // Digits lie under shift on some keyboards (French): the key itself is meant.
    if (digit && !shiftKey && !/[\d/?]/.test(key)) return digit[1]!;
    return key.toLowerCase();
  }
  const printed = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(code);
  if (printed) return printed[1]!.toLowerCase();
  if (code === "Slash") return shiftKey ? "?" : "/";
  return key;
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !/^(radio|checkbox|range|button|submit)$/.test(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

/** Enter and Space belong to a button or link that has the focus; a radio leaves Enter to the page. */
function ownsKey(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (key !== "Enter" && key !== " ") return false;
  const active = target.closest("button, a[href], summary, [role=radio], [role=checkbox], input");
  if (!active) return false;
  if (key === "Enter") return active.matches("button:not([role=radio]), a[href], summary");
  return true;
}

/** Keys to actions, for the whole page. */
export function startKeys(registry: Actions = actions): void {
  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = keyName(event);
    if (ownsKey(event.target, key)) return;
    if (event.repeat && !key.includes("Arrow")) return; // a held Enter submits once
    const action = registry.find(key, isTyping(event.target));
    if (!action) return;
    event.preventDefault();
    action.run();
  });
}
