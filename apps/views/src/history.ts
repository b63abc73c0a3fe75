import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { upcast } from '@lianjian/event-sourcing/upcast';
import { notFound } from '@lianjian/http/problem';
import type { RequestContext } from '@lianjian/http/request-context';
import { whereAsOf } from '@lianjian/projections/as-of';
import type { VersionedRow } from '@lianjian/projections/versioned-row';
import { z } from 'zod';
import { labelOf } from './event-labels.js';
import { type AnyAggregate, type Reading, where } from './reading.js';
import { opened, type Subject } from './visibility.js';

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

/** Refuses with 404 whoever may not read the events of that object. */
export async function assertOpened(
  { db }: Reading,
  rows: new () => VersionedRow,
  subject: Subject,
  key: string,
  { actor }: RequestContext,
): Promise<void> {
  const objects = whereAsOf(db.getRepository(rows).createQueryBuilder(subject));
  const object = where(objects, opened(actor, subject)).andWhere(`${subject}.key = :key`, { key });
  if (!(await object.getExists())) throw notFound();
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
