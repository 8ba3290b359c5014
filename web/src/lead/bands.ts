/** What becomes of the traffic. */
import type { Bands, Estimate } from "./shapes";

export interface Band {
  name: "accept" | "review" | "expert";
  title: string;
  says: string;
  share: Estimate;
}

/** The bands in the order of confidence; the expert's only where there is one. */
export function bandsOf(found: Bands, aDay: number | null): Band[] {
  const each = (name: Band["name"], title: string, says: string): Band => ({ name, title, says, share: found[name] });
  const daily = (share: Estimate, what: string): string => {
    if (aDay === null) return what;
    const [value, low, high] = [share.value, share.low, share.high].map((part) => round(part * aDay));
    return low === high ? `about ${value} a day, ${what}` : `about ${value} a day (${low}–${high}), ${what}`;
  };
  const made = [
    each("accept", "Accepted", daily(found.accept, "without a human")),
    each("review", "Reviewed", daily(found.review, "by any reviewer")),
  ];
  if (found.expert.value > 0) made.push(each("expert", "Expert", daily(found.expert, "by an expert")));
  return made;
}

const count = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });

function round(value: number): string {
  return count.format(value);
}
