import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import type { NewEvent, RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { uuidV5 } from '@lianjian/kernel/ids';
import { businessDateOf, type Instant } from '@lianjian/kernel/time';
import { type Actor, SYSTEM } from '@lianjian/permissions/actor';

const IDS = '7a1c9c0e-7d5e-4b7e-9f43-2f5b1d8c6e10';

/** An event as it would be written at that instant; its id follows from its place in the stream. */
export function newEvent(
  stream: string,
  version: number,
  { type, data }: DomainEvent,
  recordedAt: Instant,
  by: Actor = SYSTEM,
): NewEvent {
  const id = uuidV5(IDS, `${stream}/${version}`);
  const occurredOn = businessDateOf(recordedAt);
  const metadata = { occurredOn, recordedAt, actor: by, source: 'UI', correlationId: id, causationId: id } as const;
  return { id, type, schema: 1, data, metadata };
}

/** A whole stream as a store would give it back, an event a minute: what unit specs of views feed on. */
export function streamOf(stream: string, ...events: readonly DomainEvent[]): readonly RecordedEvent[] {
  return events.map((event, index) => {
    const version = index + 1;
    const recordedAt = new Date(Date.parse('2026-03-01T00:00:00.000Z') + index * 60_000).toISOString();
    return { ...newEvent(stream, version, event, recordedAt), stream, version, position: String(version) };
  });
}
