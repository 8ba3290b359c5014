import { describe, expect, it } from "vitest";
import { Actions, DuplicateKey, keyName } from "./actions";

const one = (id: string, key?: string) => ({ id, label: id, key, run: () => {} });

describe("actions", () => {
  it("a key that stands for two actions of one page is refused", () => {
    expect(() => new Actions().register("page", [one("skip", "s"), one("save", "s")])).toThrow(DuplicateKey);
  });

  it("a page's key that the app has already is refused, and the other way round", () => {
    const first = new Actions();
    first.register("app", [one("keys", "?")]);
    expect(() => first.register("page", [one("question", "?")])).toThrow(DuplicateKey);
    const second = new Actions();
    second.register("page", [one("question", "?")]);
    expect(() => second.register("app", [one("keys", "?")])).toThrow(DuplicateKey);
  });

  it("a refused set leaves nothing behind", () => {
    const actions = new Actions();
    expect(() => actions.register("page", [one("skip", "s"), one("save", "s")])).toThrow(DuplicateKey);
    expect(actions.find("s", false)).toBeNull();
  });

  it("a page that has gone frees its keys", () => {
    const actions = new Actions();
    actions.register("page", [one("skip", "s")])();
    expect(() => actions.register("page", [one("save", "s")])).not.toThrow();
  });

  it("a dialog takes all keys while it is open", () => {
    const actions = new Actions();
    actions.register("page", [one("skip", "s"), one("leave", "Escape")]);
    const close = actions.register("dialog", [one("close", "Escape")]);
    expect(actions.find("s", false)).toBeNull();
    expect(actions.find("Escape", false)?.id).toBe("close");
    close();
    expect(actions.find("Escape", false)?.id).toBe("leave");
  });

  it("letters are text while somebody types, unless the action says otherwise", () => {
    const actions = new Actions();
    actions.register("page", [one("skip", "s"), { ...one("submit", "Enter"), typing: true }]);
    expect(actions.find("s", true)).toBeNull();
    expect(actions.find("Enter", true)?.id).toBe("submit");
  });

  it("an action whose time has not come does not answer", () => {
    const actions = new Actions();
    actions.register("page", [{ ...one("undo", "z"), when: () => false }]);
    expect(actions.find("z", false)).toBeNull();
  });
});

describe("keyName", () => {
  const stroke = (key: string, code: string, shiftKey = false) => keyName({ key, code, shiftKey });

  it("reads the printed Latin letter on keyboards of other scripts", () => {
    expect(stroke("ل", "KeyG")).toBe("g");
    expect(stroke("ы", "KeyS")).toBe("s");
    expect(stroke("٣", "Digit3")).toBe("3");
  });

  it("reads digits on a French keyboard without shift", () => {
    expect(stroke("&", "Digit1")).toBe("1");
    expect(stroke("à", "Digit0")).toBe("0");
  });

  it("tells a new line from a submit", () => {
    expect(stroke("Enter", "Enter")).toBe("Enter");
    expect(stroke("Enter", "Enter", true)).toBe("Shift+Enter");
  });

  it("does not mind caps lock", () => {
    expect(stroke("G", "KeyG")).toBe("g");
    expect(stroke("?", "Slash", true)).toBe("?");
  });
});
