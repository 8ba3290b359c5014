import { describe, expect, it } from "vitest";
import { sections } from "./guidelines";

describe("guidelines", () => {
  const made = sections(
    "Read to the end.\n\n## refund\nMoney back.\n- Do: I want my money back\n- Don't: where is my refund? → status\n* don’t: card stolen\n\n## pending ##\n",
  );
  it("have a section a label, and one for all before the first", () => {
    expect(made.map((section) => section.label)).toEqual([null, "refund", "pending"]);
    expect(made[0]?.text).toBe("Read to the end.");
  });
  it("keep examples apart from the meaning, with either apostrophe", () => {
    expect(made[1]).toEqual({
      label: "refund",
      text: "Money back.",
      do: ["I want my money back"],
      dont: ["where is my refund? → status", "card stolen"],
    });
  });
  it("of nothing have no section", () => {
    expect(sections(" \n\n")).toEqual([]);
  });
  it("leave other headings and lists to the text", () => {
    const [section] = sections("## a\n### more\n- plain item");
    expect(section?.text).toBe("### more\n- plain item");
  });
});
