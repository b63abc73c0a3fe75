import { DatabaseError, type Pool } from 'pg';
import { WrongVersionError } from './errors.js';
import { EventStore, type NewEvent, type RecordedEvent } from './event-store.js';
import { type EventRow, toPosition, toRecordedEvent } from './postgres-schema.js';
import type { WakeUp } from './wake-up.js';

const UNIQUE_VIOLATION = '23505';

const READ = `
  SELECT transaction_id, position, stream, version, id, type, schema, data, metadata
    FROM events.event
   WHERE stream = $1 AND version >= $2
   ORDER BY version`;

const VERSION = 'SELECT coalesce(max(version), 0) AS version FROM events.event WHERE stream = $1';

// UNIQUE (stream, version) stops two writers taking one version; the guard stops one writer leaving a gap.
const APPEND_ONE = `
  INSERT INTO events.event (stream, version, id, type, schema, data, metadata)
  SELECT $1, $2::integer + 1, $3::uuid, $4, $5::integer, $6::json, $7::json
   WHERE $2 = (${VERSION})
  RETURNING transaction_id, position`;

const APPEND = `
  INSERT INTO events.event (stream, version, id, type, schema, data, metadata)
  SELECT $1, $2::integer + nr, id, type, schema, data, metadata
    FROM unnest($3::uuid[], $4::text[], $5::integer[], $6::json[], $7::json[])
         WITH ORDINALITY AS event (id, type, schema, data, metadata, nr)
   WHERE $2 = (${VERSION})
   ORDER BY nr
  RETURNING transaction_id, position`;

/**
 * One table; an append is one statement, so it is all or nothing without a transaction of its own. Errors of the
 * connection come through as they are: whoever gets one does not know whether it was written.
 */
export class PostgresEventStore extends EventStore {
  constructor(
    private readonly pool: Pool,
    /** Rung after each append, for the feeds of this process. */
    private readonly appended?: WakeUp,
  ) {
    super();
  }

  async read(stream: string, from = 1): Promise<readonly RecordedEvent[]> {
    const { rows } = await this.pool.query<EventRow>({ name: 'read', text: READ, values: [stream, from] });
    return rows.map(toRecordedEvent);
  }

  async append(stream: string, expected: number, events: readonly NewEvent[]): Promise<readonly RecordedEvent[]> {
    const written = events.map(({ id, type, schema, data, metadata }) => ({
      id,
      type,
      schema,
      data: JSON.stringify(data),
      metadata: JSON.stringify(metadata),
    }));
    const rows = await this.#insert(stream, expected, written);
    if (rows.length === 0) {
      const actual = await this.#version(stream);
      if (actual !== expected) throw new WrongVersionError(stream, expected, actual);
      // It was elsewhere and has arrived where it was expected; with nothing to write that is all there is to say.
      return events.length === 0 ? [] : this.append(stream, expected, events);
    }
    this.appended?.ring();
    return written.map(({ id, type, schema, data, metadata }, index) => ({
      id,
      type,
      schema,
      data: JSON.parse(data),
      metadata: JSON.parse(metadata),
      stream,
      version: expected + index + 1,
      position: toPosition(rows[index] as Place),
    }));
  }

  /** No rows when the stream is elsewhere, found before writing or by losing a race. */
  async #insert(stream: string, expected: number, events: readonly Written[]): Promise<readonly Place[]> {
    const [first, second] = events;
    try {
      if (first && !second) {
        const { id, type, schema, data, metadata } = first;
        const values = [stream, expected, id, type, schema, data, metadata];
        return (await this.pool.query<Place>({ name: 'append-one', text: APPEND_ONE, values })).rows;
      }
      const column = <K extends keyof Written>(name: K) => events.map((event) => event[name]);
      const values = [
        stream,
        expected,
        column('id'),
        column('type'),
        column('schema'),
        column('data'),
        column('metadata'),
      ];
      return (await this.pool.query<Place>({ name: 'append', text: APPEND, values })).rows;
    } catch (error) {
      const lostRace = error instanceof DatabaseError && error.code === UNIQUE_VIOLATION;
      if (lostRace) return [];
      throw error;
    }
  }

  async #version(stream: string): Promise<number> {
    const { rows } = await this.pool.query<{ version: number }>({ name: 'version', text: VERSION, values: [stream] });
    return rows[0]?.version ?? 0;
  }
}

type Place = Pick<EventRow, 'transaction_id' | 'position'>;
type Written = Readonly<{ id: string; type: string; schema: number; data: string; metadata: string }>;
