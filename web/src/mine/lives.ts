// What became of a correction, in words.
import type { Life } from "../api/types";

export function lifeSays({ stage, reference }: Life): string {
  const named = (says: string, before: string): string => (reference ? `${says}${before}${reference}` : says);
  switch (stage) {
    case "found":
      return "The error is known.";
    case "explained":
      return "The error is known, and why.";
    case "resolved":
      return "Agreed: it waits for the next dataset.";
    case "in_training":
      return `${named("In the training set", ", ")}.`;
    case "in_golden":
      return `${named("In the golden set", ", ")}: every new model is judged by it.`;
    case "fixed":
      return `${named("Fixed", " in ")}.`;
    case "regressed":
      return `${named("Wrong again", " in ")}: it is being looked at.`;
    default:
      return stage.replaceAll("_", " ");
  }
}
