type Waiting = Readonly<{ position: string; settle: (arrived: boolean) => void; fail: (error: unknown) => void }>;

/** Lets many callers wait until a position has been reached. */
export class Arrivals {
  #position: string | undefined;
  readonly #waiting = new Set<Waiting>();

  constructor(private readonly compare: (a: string, b: string) => number) {}

  get position(): string | undefined {
    return this.#position;
  }

  get isAwaited(): boolean {
    return this.#waiting.size > 0;
  }

  /** Never goes back. */
  reach(position: string | undefined): void {
    if (position === undefined || this.#has(position)) return;
    this.#position = position;
    for (const { position: wanted, settle } of [...this.#waiting]) if (this.#has(wanted)) settle(true);
  }

  /** Tells everyone who waits that nobody can say whether it will be reached. */
  fail(error: unknown): void {
    for (const { fail } of [...this.#waiting]) fail(error);
  }

  /** Whether the position was reached in that time. Throws at once on what is no position. */
  async wait(position: string, timeoutMs: number): Promise<boolean> {
    this.compare(position, position);
    if (this.#has(position)) return true;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => waiting.settle(false), timeoutMs);
      const leave = () => {
        clearTimeout(timer);
        this.#waiting.delete(waiting);
      };
      const waiting: Waiting = {
        position,
        settle: (arrived) => {
          leave();
          resolve(arrived);
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      this.#waiting.add(waiting);
    });
  }

  #has(position: string): boolean {
    return this.#position !== undefined && this.compare(this.#position, position) >= 0;
  }
}
