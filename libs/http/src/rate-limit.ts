const MINUTE_MS = 60_000;

/**
 * Lets `perMinute` through for each key, evenly spread, with a minute's worth saved up at most; 0 lets everything
 * through. Knows at most `capacity` keys: the one unused for longest is forgotten first.
 */
export class RateLimit {
  /** Until when each key has used up what it is given. */
  private readonly usedUntil = new Map<string, number>();

  constructor(
    private readonly perMinute: number,
    private readonly capacity = 10_000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Takes one for the key: 0 when it was there, else the seconds to wait until it is. */
  take(key: string): number {
    if (this.perMinute === 0) return 0;
    const now = this.now();
    const share = MINUTE_MS / this.perMinute;
    const used = Math.max(this.usedUntil.get(key) ?? now, now);
    const wait = Math.round(used - now + share - MINUTE_MS);

    this.usedUntil.delete(key);
    this.usedUntil.set(key, wait > 0 ? used : used + share);
    if (this.usedUntil.size > this.capacity) this.usedUntil.delete(this.usedUntil.keys().next().value as string);
    return Math.max(0, Math.ceil(wait / 1000));
  }
}
