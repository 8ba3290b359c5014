// How long somebody has really looked: time counts while the page is visible and they are there.

const THERE_MS = 120_000; // reading without touching anything still counts this long
export const AWAY_MS = 600_000; // after this the task is given back

export class Attention {
  private spent = 0; // ms
  private last: number;
  private active: number;

  constructor(
    private readonly now: () => number,
    private visible: boolean,
  ) {
    this.last = this.active = now();
  }

  /** Something was pressed, moved or scrolled. */
  touch(): void {
    this.count();
    this.active = this.now();
  }

  show(visible: boolean): void {
    this.count();
    if (visible && !this.visible) this.active = this.now();
    this.visible = visible;
  }

  /** Begin a new item; `from` seconds have gone into it before. */
  begin(from = 0): void {
    this.count();
    this.spent = from * 1000;
    this.active = this.now();
  }

  seconds(): number {
    this.count();
    return Math.round(this.spent / 100) / 10;
  }

  away(): boolean {
    return this.now() - this.active > AWAY_MS;
  }

  private count(): void {
    const now = this.now();
    if (this.visible) this.spent += Math.max(0, Math.min(now, this.active + THERE_MS) - this.last);
    this.last = now;
  }
}
