import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { upcast } from '@lianjian/event-sourcing/upcast';
import { z } from 'zod';
import { labelOf } from './event-labels.js';
import type { AnyAggregate, Reading } from './reading.js';

/** One event as people read it: who, under which mandate, when it happened, when it was recorded, what, why. */
export const historyEntry = z
  .object({
    eventId: z.string(),
    stream: z.string(),
    version: z.int(),
    type: z.string(),
    label: z.string().meta({ description: '事件的中文名称' }),
    occurredOn: z.string().meta({ description: '业务日期' }),
    recordedAt: z.string().meta({ description: '系统记录时间' }),
    actor: z.object({ accountId: z.string(), mandateId: z.string(), role: z.string(), scope: z.string() }),
    onBehalfOf: z.string().optional().meta({ description: '代录的单位' }),
    source: z.string(),
    correlationId: z.string(),
    reason: z.string().optional(),
    data: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryEntry' });
export type HistoryEntry = z.output<typeof historyEntry>;

export const history = z.object({ items: z.array(historyEntry) }).meta({ id: 'History' });

export function entryOf(event: RecordedEvent, aggregate: AnyAggregate): HistoryEntry {
  const { id: eventId, stream, version, type, metadata } = event;
  const { occurredOn, recordedAt, actor, onBehalfOf, source, correlationId, reason } = metadata;
  const { data } = upcast<DomainEvent>(event, aggregate.upcasters);
  return {
    ...{ eventId, stream, version, type, label: labelOf(type), occurredOn, recordedAt, actor },
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...{ source, correlationId },
    ...(reason === undefined ? {} : { reason }),
    data: data as Record<string, unknown>,
  };
}

/** Every event of an object that had been recorded by then, oldest first, straight from its stream. */
export async function historyOf(
  { store }: Reading,
  aggregate: AnyAggregate,
  id: string,
  asOf?: string,
): Promise<z.output<typeof history>> {
  const events = await store.read(`${aggregate.category}-${id}`);
  const known = events.filter(({ metadata }) => asOf === undefined || metadata.recordedAt <= asOf);
  return { items: known.map((event) => entryOf(event, aggregate)) };
}
