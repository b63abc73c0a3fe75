import type { Batch, EventFeed } from '@lianjian/event-sourcing/event-feed';
import type { ClientBase } from 'pg';
import { inTransaction } from './connection.js';
import { Projector, type Writes } from './projector.js';
import type { Shadow } from './shadow.js';
import { categoriesOf } from './view.js';

export type Pace = Readonly<{
  /** Events read, folded and written at a time (2,000). */
  batchSize?: number;
  /** Rows a table, and streams, held in memory (50,000, some hundred bytes each): those need no reading back. */
  hold?: number;
  signal?: AbortSignal;
}>;

/** Fills a shadow from the feed, a batch at a time. Afterwards every row is written. */
export class Replay {
  position: string | undefined;
  /** How many events went into the shadow. */
  events = 0;

  constructor(
    private readonly feed: EventFeed,
    private readonly shadow: Shadow,
    private readonly client: ClientBase,
    private readonly pace: Pace = {},
  ) {}

  /**
   * Goes on up to and including the event at that position, and no further. Throws when the feed ends before it.
   * While one batch is being written the next is folded and the one after it read, so all three are bounded.
   */
  async until(end: string | undefined, { hold = this.pace.hold ?? 50_000 } = {}): Promise<void> {
    if (end === undefined || this.#reached(end)) return;
    const projector = new Projector(this.shadow.tables, this.shadow.schema, hold);
    let written = Promise.resolve();
    const afterWrite = async () => {
      await written;
      return this.client;
    };
    try {
      for await (const { events, position } of ahead((signal) => this.#subscribe(signal))) {
        const isPast = this.feed.compare(position, end) > 0;
        const wanted = isPast ? events.filter((event) => this.feed.compare(event.position, end) <= 0) : events;
        this.events += (await projector.apply(wanted, afterWrite)).length;
        await written;
        written = this.#write(projector, projector.drain());
        written.catch(() => {}); // heard of when it is awaited
        this.position = isPast ? end : position;
        if (this.#reached(end)) break;
      }
    } finally {
      await Promise.allSettled([written]); // nobody may use the connection before
    }
    await written;
    this.pace.signal?.throwIfAborted();
    if (!this.#reached(end)) throw new Error(`The feed ended at ${this.position}, before ${end}`);
    for (let keep = projector.held; keep > 0; ) {
      keep = Math.max(0, keep - this.#batchSize);
      await this.#write(projector, projector.drain(keep));
    }
  }

  get #batchSize(): number {
    return this.pace.batchSize ?? 2_000;
  }

  #subscribe(signal: AbortSignal): AsyncIterable<Batch> {
    const categories = [...new Set(this.shadow.tables.flatMap(({ view }) => categoriesOf(view)))];
    return this.feed.subscribe({
      from: this.position,
      categories,
      batchSize: this.#batchSize,
      signal: this.pace.signal ? AbortSignal.any([signal, this.pace.signal]) : signal,
    });
  }

  // Nothing is lost that could not be replayed again, so no commit waits for the disk; the swap's does, for all.
  async #write(projector: Projector, writes: Writes): Promise<void> {
    await inTransaction(this.client, async () => {
      await this.client.query('SET LOCAL synchronous_commit = off');
      await projector.write(this.client, writes);
    });
  }

  #reached(end: string): boolean {
    return this.position !== undefined && this.feed.compare(this.position, end) >= 0;
  }
}

/** The items, the next one being made while the consumer is at work on the last. */
async function* ahead<T>(source: (signal: AbortSignal) => AsyncIterable<T>): AsyncGenerator<T> {
  const consumer = new AbortController();
  const items = source(consumer.signal)[Symbol.asyncIterator]();
  let next = items.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = items.next();
      next.catch(() => {}); // heard of when it is awaited, which may be after it failed
      yield value;
    }
  } finally {
    consumer.abort(); // or the source would go on waiting for an item that nobody will take
    await items.return?.();
  }
}
