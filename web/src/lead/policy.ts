/** A policy as sections of settings. */
import { plain } from "./words";

export type SettingRows = [section: string, settings: [name: string, value: string][]][];

/** Each table of the policy with its settings in words, in the policy's own order. */
export function rows(policy: Record<string, unknown>): SettingRows {
  const loose: [string, string][] = [];
  const made: SettingRows = [];
  for (const [name, value] of Object.entries(policy)) {
    if (value !== null && typeof value === "object" && !Array.isArray(value))
      made.push([plain(name), Object.entries(value).map(([key, each]) => [plain(key), said(each)])]);
    else loose.push([plain(name), said(value)]);
  }
  return loose.length > 0 ? [["general", loose], ...made] : made;
}

function said(value: unknown): string {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return "none";
  if (value === true) return "yes";
  if (value === false) return "no";
  if (Array.isArray(value)) return value.map(said).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
