import { describe, expect, it } from "vitest";
import { blocks, runs } from "./prose";

describe("prose", () => {
  it("finds headings, paragraphs, lists and code", () => {
    expect(blocks("# Title\n\none\ntwo\n\n- a\n  more\n- b\n\n```\n# no heading\n```").map((block) => block.kind)).toEqual([
      "heading",
      "paragraph",
      "list",
      "code",
    ]);
  });

  it("joins the lines of a paragraph and of an item", () => {
    const [paragraph, list] = blocks("one\ntwo\n- a\n  more");
    expect(paragraph).toEqual({ kind: "paragraph", runs: [{ kind: "plain", text: "one two" }] });
    expect(list?.kind === "list" && list.items[0]?.map((run) => run.text).join("")).toBe("a more");
  });

  it("marks bold and code and leaves HTML as text", () => {
    expect(runs("a **b** `c` <script>")).toEqual([
      { kind: "plain", text: "a " },
      { kind: "bold", text: "b" },
      { kind: "plain", text: " " },
      { kind: "code", text: "c" },
      { kind: "plain", text: " <script>" },
    ]);
  });

  it("loses no text of an open fence", () => {
    expect(blocks("```\nleft open")).toEqual([{ kind: "code", text: "left open" }]);
  });
});
