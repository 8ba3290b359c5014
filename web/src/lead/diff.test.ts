import { describe, expect, it } from "vitest";
import { folded, lines } from "./diff";

const show = (was: string, is: string) =>
  lines(was, is).map((line) => ({ same: " ", added: "+", removed: "-" })[line.kind] + line.text);

describe("the lines between two texts", () => {
  it("are removed and added in their place", () => {
    expect(show("a\nb\nc", "a\nx\nc")).toEqual([" a", "-b", "+x", " c"]);
  });
  it("rebuild either text", () => {
    const was = "one\ntwo\nthree\nfour\ntwo";
    const is = "zero\ntwo\nfour\nfive\ntwo\ntwo";
    const made = lines(was, is);
    const of = (drop: string) => made.filter((line) => line.kind !== drop).map((line) => line.text).join("\n");
    expect([of("added"), of("removed")]).toEqual([was, is]);
  });
  it("of an empty text are all new", () => {
    expect(show("", "a\nb")).toEqual(["+a", "+b"]);
  });
});

it("what did not change is folded to its neighbourhood", () => {
  const was = Array.from({ length: 20 }, (_, k) => `line ${k}`).join("\n");
  const made = folded(lines(was, was.replace("line 10", "other")), 1);
  expect(made.map((line) => line?.text ?? "…")).toEqual(["…", "line 9", "line 10", "other", "line 11", "…"]);
});
