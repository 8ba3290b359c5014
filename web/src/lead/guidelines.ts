/** Guidelines as Markdown: `## label` opens a section, its items "Do:" and "Don't:" are the examples. */
import type { GuidelineSection } from "./shapes";

const HEADING = /^##\s+(.+?)\s*#*\s*$/;
const EXAMPLE = /^\s*[-*+]\s+(do|don['’]t)\s*:\s*(.*)$/i;

/** The sections as reviewers will see them; what stands before the first heading is for all labels. */
export function sections(text: string): GuidelineSection[] {
  const made: GuidelineSection[] = [];
  let words: string[] = [];
  let now: GuidelineSection = { label: null, text: "", do: [], dont: [] };
  const close = (): void => {
    now.text = words.join("\n").trim();
    if (now.label !== null || now.text || now.do.length > 0 || now.dont.length > 0) made.push(now);
    words = [];
  };
  for (const line of text.split(/\r?\n/)) {
    const heading = HEADING.exec(line);
    const example = EXAMPLE.exec(line);
    if (heading) {
      close();
      now = { label: heading[1]!, text: "", do: [], dont: [] };
    } else if (example) {
      const list = example[1]!.toLowerCase() === "do" ? now.do : now.dont;
      list.push(example[2]!.trim());
    } else words.push(line);
  }
  close();
  return made;
}
