import { describe, expect, it } from "vitest";
import { addSpan, pieces, wordsOf } from "./spans";

const text = "the second payment 😀 is pending";

describe("highlights", () => {
  it("a highlight says what it covers, without blank ends", () => {
    expect(addSpan(text, [], 3, 19)).toEqual([{ kind: "span", start: 4, end: 18, text: "second payment" }]);
  });

  it("a selection made backwards is the same highlight", () => {
    expect(addSpan(text, [], 18, 4)).toEqual(addSpan(text, [], 4, 18));
  });

  it("never cuts a character of two units in half", () => {
    expect(addSpan(text, [], 20, 21)[0]?.text).toBe("😀");
    expect(addSpan(text, [], 19, 20)[0]?.text).toBe("😀");
  });

  it("highlights that overlap become one", () => {
    const one = addSpan(text, addSpan(text, [], 4, 10), 7, 18);
    expect(one.map((span) => span.text)).toEqual(["second payment"]);
  });

  it("blank selections highlight nothing", () => {
    expect(addSpan(text, [], 3, 4)).toEqual([]);
  });

  it("the pieces put together are the text", () => {
    const spans = addSpan(text, [], 4, 18);
    const cut = pieces(text, spans, [11, 22]);
    expect(cut.map((piece) => piece.text).join("")).toBe(text);
    expect(cut.filter((piece) => piece.mark !== null).map((piece) => piece.text).join("")).toBe("second payment");
    expect(cut.filter((piece) => piece.caret).map((piece) => piece.text).join("")).toBe(text.slice(11, 22));
  });

  it("finds words in scripts without spaces", () => {
    expect(wordsOf("支払いが保留中です").length).toBeGreaterThan(1);
    expect(wordsOf("one, two").map(([from, to]) => "one, two".slice(from, to))).toEqual(["one", "two"]);
  });
});
