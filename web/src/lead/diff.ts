/** The lines that lie between two texts. */
export interface DiffLine {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Line by line, by the longest common subsequence. */
export function lines(was: string, is: string): DiffLine[] {
  const a = was === "" ? [] : was.split("\n");
  const b = is === "" ? [] : is.split("\n");
  // common[i][j]: the most lines that a from i and b from j share in order
  const common = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i]![j] =
        a[i] === b[j] ? common[i + 1]![j + 1]! + 1 : Math.max(common[i + 1]![j]!, common[i]![j + 1]!);
  const made: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      made.push({ kind: "same", text: a[i]! });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || common[i + 1]![j]! >= common[i]![j + 1]!))
      made.push({ kind: "removed", text: a[i++]! });
    else made.push({ kind: "added", text: b[j++]! });
  }
  return made;
}

/** Only what changed with `around` lines on either side; null stands for what was left out. */
export function folded(all: readonly DiffLine[], around = 2): (DiffLine | null)[] {
  const near = all.map((_, k) =>
    all.slice(Math.max(0, k - around), k + around + 1).some((line) => line.kind !== "same"),
  );
  const made: (DiffLine | null)[] = [];
  all.forEach((line, k) => {
    if (near[k]) made.push(line);
    else if (made.at(-1) !== null) made.push(null);
  });
  return made;
}
