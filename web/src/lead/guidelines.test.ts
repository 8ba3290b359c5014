import { describe, expect, it } from "vitest";
import { sections, strays } from "./guidelines";

const LABELS = ["refund", "pending"];

describe("guidelines", () => {
  const made = sections(
    "Read to the end.\n\n## Refund\nMoney back.\n- Do: I want my money back\n  today\n- Don't: where is my refund? → status\n* **don’t:** card stolen\n\n## `pending` ##\n",
    LABELS,
  );
  it("have a section a label, in any case, and one for all before the first", () => {
    expect(made.map((section) => section.label)).toEqual([null, "refund", "pending"]);
    expect(made[0]?.text).toBe("Read to the end.");
  });
  it("keep examples apart from the meaning, with their further lines", () => {
    expect(made[1]).toEqual({
      label: "refund",
      text: "Money back.",
      do: ["I want my money back today"],
      dont: ["where is my refund? → status", "card stolen"],
    });
  });
  it("of nothing have no section", () => {
    expect(sections(" \n\n", LABELS)).toEqual([]);
  });
  it("leave other headings, lists and code to the text", () => {
    const text = "### more\n- plain item\n```\n## pending\n- Do: not an example\n```";
    expect(sections(`## refund\n${text}`, LABELS)).toEqual([{ label: "refund", text, do: [], dont: [] }]);
  });
  it("name the headings that are no label, whose text is for all", () => {
    const found = sections("## lottery\nnothing\n## refund\nx", LABELS);
    expect(found[0]).toEqual({ label: null, text: "## lottery\nnothing", do: [], dont: [] });
    expect(strays(found)).toEqual(["lottery"]);
  });
});
