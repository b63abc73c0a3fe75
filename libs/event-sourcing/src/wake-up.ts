/**
 * Lets the appends of a process wake the subscriptions in it, which otherwise look only from time to time. It is a hint:
 * one that is missed costs milliseconds, never an event.
 *
 * PostgreSQL's NOTIFY is not used for it: transactions that notify commit one after the other, which made appends by
 * sixteen writers three times slower.
 */
export class WakeUp {
  readonly #waiting = new Set<() => void>();
  #rings = 0;

  /** How often it has rung. Taken before looking for events, so that a ring during the look is not slept through. */
  get rings(): number {
    return this.#rings;
  }

  ring(): void {
    this.#rings += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Resolves once it has rung more than `since` times, after `ms`, or when the signal aborts; it never rejects. */
  wait(since: number, ms: number, signal: AbortSignal): Promise<void> {
    if (this.#rings > since || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(wake, ms) : undefined;
      const waiting = this.#waiting;
      waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });

      function wake(): void {
        clearTimeout(timer);
        waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      }
    });
  }
}
