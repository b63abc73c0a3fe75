import type { BusinessDate, Instant } from '@lianjian/kernel/time';
import type { Actor } from '@lianjian/permissions/actor';

/** How an event came in. SYSTEM is the service itself (expiry, process managers). */
export type Source = 'UI' | 'API' | 'IMPORT' | 'BACKFILL' | 'SYSTEM';

/** Who, when, on whose behalf, why. Never a person's name or phone: accounts are ids, contacts live elsewhere. */
export type Metadata = Readonly<{
  /** The business date: decides which period a fact belongs to. */
  occurredOn: BusinessDate;
  /** The service's clock at the edge: decides whether a report could know it. */
  recordedAt: Instant;
  actor: Actor;
  /** The unit an office entered this for, where it did. */
  onBehalfOf?: string;
  source: Source;
  correlationId: string;
  causationId: string;
  idempotencyKey?: string;
  /** SHA-256 of the request that carried the key, so that its reuse for another request is noticed. */
  requestHash?: string;
  reason?: string;
}>;

export type NewEvent = Readonly<{ id: string; type: string; schema: number; data: object; metadata: Metadata }>;

export type RecordedEvent = NewEvent &
  Readonly<{
    stream: string;
    /** 1 for the first event of a stream, so a stream's version is the number of its events. */
    version: number;
    /** Where the event sits in the store. Opaque: save it, hand it back, compare it only with `EventFeed.compare`. */
    position: string;
  }>;

/**
 * The port. An abstract class, so the type is also the injection token.
 *
 * A version is a count: 0 means "no such stream", which leaves nothing for a NO_STREAM constant to say and nothing for
 * two stores to disagree about. Appending with "any" version does not exist.
 */
export abstract class EventStore {
  /** The stream's events from version `from` (default 1) on, in order; none for an unknown stream. */
  abstract read(stream: string, from?: number): Promise<readonly RecordedEvent[]>;

  /** All or nothing. Throws WrongVersionError unless the stream is exactly at `expected`. */
  abstract append(stream: string, expected: number, events: readonly NewEvent[]): Promise<readonly RecordedEvent[]>;
}
