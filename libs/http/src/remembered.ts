/** Remembers answers for a short while, `capacity` of them at most; the oldest goes first. */
export class Remembered<V> {
  private readonly values = new Map<string, { value: V; until: number }>();

  constructor(
    private readonly milliseconds: number,
    private readonly capacity = 10_000,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get(key: string): V | undefined {
    const known = this.values.get(key);
    return known && known.until > this.now() ? known.value : undefined;
  }

  set(key: string, value: V): void {
    this.values.delete(key);
    this.values.set(key, { value, until: this.now() + this.milliseconds });
    if (this.values.size > this.capacity) this.values.delete(this.values.keys().next().value as string);
  }
}
