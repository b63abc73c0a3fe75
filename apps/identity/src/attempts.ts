type Failures = { count: number; lockedUntil: number };

export const MAX_ATTEMPTS = 5;
export const LOCK_MS = 15 * 60_000;

/**
 * Counts failures of one address at one username, whether the account exists or not. An attempt counts as failed until
 * it is forgiven, so attempts sent at once are counted one by one. Keeps the latest `capacity` pairs.
 */
export class Attempts {
  private readonly pairs = new Map<string, Failures>();

  constructor(private readonly capacity = 10_000) {}

  /** False while the pair is locked. */
  begin(pair: string, now: number): boolean {
    const known = this.pairs.get(pair);
    if (known && known.lockedUntil > now) return false;
    const count = (known && known.lockedUntil === 0 ? known.count : 0) + 1;
    this.pairs.delete(pair);
    this.pairs.set(pair, { count, lockedUntil: count >= MAX_ATTEMPTS ? now + LOCK_MS : 0 });
    if (this.pairs.size > this.capacity) this.pairs.delete(this.pairs.keys().next().value as string);
    return true;
  }

  forgive(pair: string): void {
    this.pairs.delete(pair);
  }
}
