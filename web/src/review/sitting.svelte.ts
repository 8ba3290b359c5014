// One sitting of a reviewer: how far they have come towards the goal; survives a reload of the tab.
import { browserKeep } from "./keep";

interface Kept {
  startedAt: string;
  done: number;
  skipped: number;
  seconds: number;
}

export class Sitting {
  startedAt = $state(new Date().toISOString());
  done = $state(0);
  skipped = $state(0);
  seconds = $state(0); // of real attention
  goal = $state(0); // 0: not known yet

  private readonly keep = browserKeep(sessionStorage);

  constructor(private readonly name: string) {
    const kept = this.keep.read<Kept>(name);
    if (kept) Object.assign(this, kept);
  }

  count(seconds: number, skipped: boolean, by: 1 | -1): void {
    this.done += by;
    this.seconds = Math.max(0, this.seconds + by * seconds);
    if (skipped) this.skipped += by;
    this.write();
  }

  again(): void {
    this.startedAt = new Date().toISOString();
    this.done = this.skipped = this.seconds = 0;
    this.write();
  }

  // A $derived would end with the page that first made it, and then say the same for ever.
  get finished(): boolean {
    return this.goal > 0 && this.done >= this.goal;
  }

  private write(): void {
    const { startedAt, done, skipped, seconds } = this;
    this.keep.write(this.name, { startedAt, done, skipped, seconds } satisfies Kept);
  }
}
