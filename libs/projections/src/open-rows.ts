import type { Instant } from '@lianjian/kernel/time';
import type { OpenRow } from './fold.js';

export type RowWrites = Readonly<{
  /** Stored versions that end. */
  close: readonly Readonly<{ key: string; version: number; at: Instant }>[];
  /** Versions that are not stored yet; those that ended meanwhile come with their end. */
  insert: readonly Readonly<{ row: OpenRow; supersededAt: Instant | null }>[];
}>;

type Held = Readonly<{ row: OpenRow; stored: boolean; since: number }>;

/**
 * Open rows of one table between the database and the fold. What is superseded before it was ever written is written
 * once, closed; that is why a replay that may hold many rows hardly updates any.
 */
export class OpenRows {
  // In the order of their last change, which is the order in which they are forgotten.
  readonly #held = new Map<string, Held>();
  #forgotten = 0;
  #close: RowWrites['close'][number][] = [];
  #insert: RowWrites['insert'][number][] = [];

  get size(): number {
    return this.#held.size;
  }

  /** Whether rows of a stream that began in that batch may be in the table without being held. */
  mayHaveForgotten(begun: number): boolean {
    return begun <= this.#forgotten;
  }

  missing(keys: Iterable<string>): string[] {
    return [...new Set(keys)].filter((key) => !this.#held.has(key));
  }

  /** Takes in rows just read from the table. */
  hold(rows: readonly OpenRow[], batch: number): void {
    for (const row of rows) this.#held.set(row.key, { row, stored: true, since: batch });
  }

  get(key: string): OpenRow | undefined {
    return this.#held.get(key)?.row;
  }

  replace(next: OpenRow, batch: number): void {
    const held = this.#held.get(next.key);
    if (held?.stored) this.#close.push({ key: next.key, version: held.row.version, at: next.recordedAt });
    else if (held) this.#insert.push({ row: held.row, supersededAt: next.recordedAt });
    this.#held.delete(next.key);
    this.#held.set(next.key, { row: next, stored: false, since: batch });
  }

  /** Hands over what must be written, and forgets the rows longest unchanged until at most `keep` are held. */
  drain(keep: number): RowWrites {
    for (const [key, { row, stored, since }] of this.#held) {
      if (this.#held.size <= keep) break;
      if (!stored) this.#insert.push({ row, supersededAt: null });
      this.#held.delete(key);
      this.#forgotten = since;
    }
    const writes = { close: this.#close, insert: this.#insert };
    this.#close = [];
    this.#insert = [];
    return writes;
  }
}
