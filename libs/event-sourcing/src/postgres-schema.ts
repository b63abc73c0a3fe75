import type { Pool } from 'pg';
import type { RecordedEvent } from './event-store.js';

// Any number, as long as it stays the same: two processes that start at once must not both create the schema.
const SCHEMA_LOCK = 7_120_415_390_114;

/**
 * `json`, not `jsonb`: what goes in comes out to the letter, in its own key order, with every character.
 *
 * `transaction_id` before `position` is the feed's order. A position alone is drawn before its transaction commits, so
 * that a lower one may appear after a higher one was read. See PostgresEventFeed.
 */
const SCHEMA = `
  CREATE SCHEMA IF NOT EXISTS events;
  CREATE TABLE IF NOT EXISTS events.event (
    position       bigint GENERATED ALWAYS AS IDENTITY,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    stream         text NOT NULL,
    version        integer NOT NULL CHECK (version > 0),
    id             uuid NOT NULL,
    type           text NOT NULL,
    schema         integer NOT NULL,
    data           json NOT NULL,
    metadata       json NOT NULL,
    appended_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (transaction_id, position),
    UNIQUE (stream, version)
  );`;

/** Makes the event table where it is missing. Safe to call at every start, by several processes at once. */
export async function createEventSchema(pool: Pool): Promise<void> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
    await client.query(SCHEMA);
    await client.query('COMMIT');
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    client.release(failure);
  }
}

/** A row of `events.event` as the driver hands it over: 64-bit numbers are strings. */
export type EventRow = Omit<RecordedEvent, 'position'> & Readonly<{ transaction_id: string; position: string }>;

export const toRecordedEvent = ({ transaction_id, position, ...event }: EventRow): RecordedEvent => ({
  id: event.id,
  type: event.type,
  schema: event.schema,
  data: event.data,
  metadata: event.metadata,
  stream: event.stream,
  version: event.version,
  position: toPosition({ transaction_id, position }),
});

export const toPosition = ({ transaction_id, position }: Pick<EventRow, 'transaction_id' | 'position'>): string =>
  `${transaction_id}-${position}`;

/** The two 64-bit numbers that `toPosition` made it of. */
export function parsePosition(position: string): readonly [transaction: string, place: string] {
  const [, transaction, place] = /^(\d{1,19})-(\d{1,19})$/.exec(position) ?? [];
  if (transaction === undefined || place === undefined)
    throw new RangeError(`Not a position of this store: ${position}`);
  return [transaction, place];
}
