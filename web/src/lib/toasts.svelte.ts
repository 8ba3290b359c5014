// Short notices that go by themselves; read out politely.

export interface Toast {
  id: number;
  says: string;
  kind: "plain" | "good" | "warn" | "bad";
}

let last = 0;
export const toasts = $state<Toast[]>([]);

export function toast(says: string, kind: Toast["kind"] = "plain", seconds = 6): void {
  const id = ++last;
  const same = toasts.findIndex((one) => one.says === says);
  if (same >= 0) toasts.splice(same, 1);
  toasts.push({ id, says, kind });
  setTimeout(() => dismiss(id), seconds * 1000);
}

export function dismiss(id: number): void {
  const at = toasts.findIndex((one) => one.id === id);
  if (at >= 0) toasts.splice(at, 1);
}
