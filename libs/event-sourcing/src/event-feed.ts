import type { RecordedEvent } from './event-store.js';

export type Subscription = Readonly<{
  /** Exclusive: the position of the last event already handled. `undefined` means from the very first event. */
  from?: string;
  /** Only streams of these categories (`unit` for `unit-…`). Default: all. */
  categories?: readonly string[];
  /** At most this many events in one batch. */
  batchSize?: number;
  signal: AbortSignal;
}>;

/** Events that follow each other in the feed, and how far the feed has been read (past filtered events too). */
export type Batch = Readonly<{ events: readonly RecordedEvent[]; position: string }>;

/**
 * The port to everything that was ever recorded, in one order that never changes: an event that was handed over once
 * is never preceded later by one that was not. Streams keep their own order in it.
 */
export abstract class EventFeed {
  /**
   * Yields batches for ever: first what is there, then what comes. Ends, without throwing, when the signal aborts.
   * The next batch is read when the consumer asks for it, so a slow consumer costs no memory.
   */
  abstract subscribe(subscription: Subscription): AsyncIterable<Batch>;

  /** The position of the last event that a subscriber could have been given by now; undefined for an empty store. */
  abstract head(): Promise<string | undefined>;

  /**
   * The position of the last event recorded by now, whether or not a subscriber could have been given it: whoever has
   * come this far has everything that was recorded before the call. Undefined for an empty store.
   */
  abstract end(): Promise<string | undefined>;

  /** Negative, zero or positive, as for sorting. Positions of one store are ordered; of two stores they are not. */
  abstract compare(a: string, b: string): number;
}
