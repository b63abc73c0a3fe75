import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import type { NewEvent } from '@lianjian/event-sourcing/event-store';
import { businessDateOf, type Instant } from '@lianjian/kernel/time';
import type { Pool } from 'pg';

/** One event at its place in the log. */
export type Logged = Readonly<{ stream: string; version: number }> & NewEvent;

const ACTOR = { accountId: randomUUID(), mandateId: randomUUID(), role: 'COORD', scope: randomUUID() } as const;

/** A stream from its first event on, one event a minute. */
export function streamFrom(stream: string, begin: Instant, events: readonly DomainEvent[]): readonly Logged[] {
  return events.map(({ type, data }, index) => {
    const recordedAt = new Date(Date.parse(begin) + index * 60_000).toISOString();
    const correlationId = randomUUID();
    return {
      stream,
      version: index + 1,
      id: randomUUID(),
      type,
      schema: 1,
      data,
      metadata: {
        occurredOn: businessDateOf(recordedAt),
        recordedAt,
        actor: ACTOR,
        source: 'UI',
        correlationId,
        causationId: correlationId,
      },
    };
  });
}

/** Writes events to the log as they are: many at a time, which no store would do. */
export async function writeLog(pool: Pool, events: readonly Logged[], batch = 5_000): Promise<void> {
  for (let first = 0; first < events.length; first += batch) {
    await pool.query(
      `INSERT INTO events.event (stream, version, id, type, schema, data, metadata)
       SELECT stream, version, id, type, schema, data, metadata FROM json_populate_recordset(NULL::events.event, $1)`,
      [JSON.stringify(events.slice(first, first + batch))],
    );
  }
}
