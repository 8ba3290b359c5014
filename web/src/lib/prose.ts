// A little Markdown as blocks and runs of text; components draw it, so it is always escaped.

export interface Run {
  kind: "plain" | "bold" | "code";
  text: string;
}

export type Block =
  | { kind: "heading"; runs: Run[] }
  | { kind: "paragraph"; runs: Run[] }
  | { kind: "list"; items: Run[][] }
  | { kind: "code"; text: string };

const INLINE = /\*\*(.+?)\*\*|`([^`]+)`/g;

export function runs(text: string): Run[] {
  const found: Run[] = [];
  let at = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > at) found.push({ kind: "plain", text: text.slice(at, match.index) });
    found.push(match[1] === undefined ? { kind: "code", text: match[2] ?? "" } : { kind: "bold", text: match[1] });
    at = match.index + match[0].length;
  }
  if (at < text.length) found.push({ kind: "plain", text: text.slice(at) });
  return found;
}

/** Headings, lists, fenced code and paragraphs; a line break inside a paragraph is a space. */
export function blocks(text: string): Block[] {
  const out: Block[] = [];
  let paragraph: string[] = [];
  let fenced: string[] | null = null;
  const flush = (): void => {
    if (paragraph.length) out.push({ kind: "paragraph", runs: runs(paragraph.join(" ")) });
    paragraph = [];
  };
  for (const line of text.split("\n")) {
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(line);
    const item = /^\s*(?:[-*+]|\d+\.)\s+(.*)$/.exec(line);
    const last = out.at(-1);
    if (/^\s*(```|~~~)/.test(line)) {
      flush();
      if (fenced) out.push({ kind: "code", text: fenced.join("\n") });
      fenced = fenced ? null : [];
    } else if (fenced) fenced.push(line);
    else if (heading) {
      flush();
      out.push({ kind: "heading", runs: runs(heading[1] ?? "") });
    } else if (item) {
      flush();
      const now = out.at(-1);
      if (now?.kind === "list") now.items.push(runs(item[1] ?? ""));
      else out.push({ kind: "list", items: [runs(item[1] ?? "")] });
    } else if (!line.trim()) flush();
    else if (!paragraph.length && /^\s/.test(line) && last?.kind === "list") last.items.at(-1)?.push({ kind: "plain", text: ` ${line.trim()}` });
    else paragraph.push(line.trim());
  }
  flush();
  if (fenced) out.push({ kind: "code", text: fenced.join("\n") });
  return out;
}
