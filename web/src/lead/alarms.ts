/** Alarms told kind by kind, so that a repeated one does not drown the others. */
import type { Alarm } from "./shapes";

/** The alarms of each kind, newest first; the kind with the newest alarm comes first. */
export function byKind(alarms: readonly Alarm[]): [Alarm, ...Alarm[]][] {
  const newest = [...alarms].sort((a, b) => Date.parse(b.created_at) - Date.parse(a.created_at));
  const kinds = new Map<string, [Alarm, ...Alarm[]]>();
  for (const alarm of newest) {
    const same = kinds.get(alarm.kind);
    if (same) same.push(alarm);
    else kinds.set(alarm.kind, [alarm]);
  }
  return [...kinds.values()];
}
