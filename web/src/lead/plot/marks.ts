/** Marks on an axis that lie too close to be read apart. */
export interface Mark {
  x: number;
  says: string;
  bad?: boolean; // something to look after
}

/** Marks nearer than `apart` become one, at the last one's place, with all their words in order, each once. */
export function near(marks: readonly Mark[], apart: number): Mark[] {
  const made: (Mark & { first: number })[] = [];
  for (const mark of [...marks].sort((a, b) => a.x - b.x)) {
    const last = made.at(-1);
    if (last && mark.x - last.first < apart)
      Object.assign(last, { x: mark.x, says: both(last.says, mark.says), bad: last.bad || mark.bad });
    else made.push({ ...mark, first: mark.x });
  }
  return made.map(({ x, says, bad }) => (bad ? { x, says, bad } : { x, says }));
}

function both(told: string, says: string): string {
  return told.split(", ").includes(says) ? told : `${told}, ${says}`;
}
