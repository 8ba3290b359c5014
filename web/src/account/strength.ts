/** How good a password is, by what counts most: its length, and not being one thing over and over. */

export const SHORTEST = 10;

export interface Strength {
  share: number; // 0..1 of the bar
  says: string;
  enough: boolean;
}

/** A passphrase of several words is as good as it gets; "aaaaaaaaaaaa" is not. */
export function strength(password: string): Strength {
  const length = [...password].length;
  const different = new Set(password.toLowerCase()).size;
  if (length === 0) return { share: 0, says: `At least ${SHORTEST} characters; several words are best.`, enough: false };
  if (length < SHORTEST)
    return { share: length / 30, says: `${SHORTEST - length} more: at least ${SHORTEST} characters.`, enough: false };
  if (different < 5) return { share: 0.3, says: "Long, but always the same: mix in something else.", enough: true };
  if (length < 14) return { share: 0.55, says: "Enough. Longer is better.", enough: true };
  if (length < 20) return { share: 0.8, says: "Good.", enough: true };
  return { share: 1, says: "Very good.", enough: true };
}
