/** Labels as people type them: one a line. */
export interface Labels {
  labels: string[];
  twice: string[];
}

/** Trimmed, empty lines left out, each once in the order given. */
export function labelsOf(text: string): Labels {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const line of text.split(/\r?\n/)) {
    const label = line.trim();
    if (label === "") continue;
    if (seen.has(label)) twice.add(label);
    seen.add(label);
  }
  return { labels: [...seen], twice: [...twice] };
}
