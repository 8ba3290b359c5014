/** Guidelines as reviewers will see them, cut as the server cuts them (loop/review/guideline_sections). */
import type { GuidelineSection } from "./shapes";

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^##\s+(.+?)\s*#*\s*$/;
const ITEM = /^\s*[-*+]\s+/;
const EXAMPLE = /^\s*[-*+]\s+(?:\*\*|__)?(do|don['’]?t|do not):(?:\*\*|__)?\s*(.*)$/i;

const bare = (heading: string): string => heading.replace(/^[`*_ ]+|[`*_ ]+$/g, "");

/**
 * Markdown cut at its `## <label>` headings, in order. A heading that names no label, in any case,
 * stays in the text of a section without one. List items that begin with `Do:` or `Don't:` are the
 * section's examples; lines indented below one belong to it. What stands in a code fence is text.
 */
export function sections(text: string, labels: readonly string[]): GuidelineSection[] {
  const known = new Map(labels.map((label) => [label.toLowerCase(), label]));
  const made: GuidelineSection[] = [{ label: null, text: "", do: [], dont: [] }];
  const words: string[][] = [[]];
  let example: string[] | null = null; // whose last entry the next indented line belongs to
  let fence = "";
  for (const line of text.split(/\r?\n/)) {
    const section = made.at(-1)!;
    const mark = FENCE.exec(line)?.[1];
    if (fence || mark) {
      words.at(-1)!.push(line);
      example = null;
      if (!fence) fence = mark!;
      else if (mark?.startsWith(fence)) fence = "";
      continue;
    }
    const heading = HEADING.exec(line)?.[1];
    const said = EXAMPLE.exec(line);
    if (heading !== undefined) {
      const label = known.get(bare(heading).toLowerCase()) ?? null;
      made.push({ label, text: "", do: [], dont: [] });
      words.push(label === null ? [line] : []);
      example = null;
    } else if (said) {
      example = said[1]!.toLowerCase() === "do" ? section.do : section.dont;
      example.push(said[2]!.trim());
    } else if (example && /^\s/.test(line) && line.trim() && !ITEM.test(line)) {
      example.push(`${example.pop()} ${line.trim()}`.trim());
    } else {
      words.at(-1)!.push(line);
      example = null;
    }
  }
  made.forEach((section, k) => (section.text = words[k]!.join("\n").trim()));
  return made.filter((one) => one.label !== null || one.text || one.do.length > 0 || one.dont.length > 0);
}

/** The headings that name no label: what stands under them is shown with every label. */
export function strays(made: readonly GuidelineSection[]): string[] {
  return made.flatMap((section) => {
    const heading = section.label === null ? HEADING.exec(section.text.split("\n")[0]!)?.[1] : undefined;
    return heading === undefined ? [] : [bare(heading)];
  });
}
