import type { DomainEvent, Upcasters } from './decider.js';
import type { RecordedEvent } from './event-store.js';

type Upcaster = (data: object) => object;

/** The schema new events of a type are written with: one more than the number of upcasters leading to it. */
export function currentSchema(type: string, upcasters: Upcasters = {}): number {
  let schema = 1;
  while (`${type}@${schema}` in upcasters) schema += 1;
  return schema;
}

/** Brings a stored event to today's shape. Stores and brokers carry bytes as they were written. */
export function upcast<E extends DomainEvent>(
  { type, schema, data }: Pick<RecordedEvent, 'type' | 'schema' | 'data'>,
  upcasters: Upcasters = {},
): E {
  const step = upcasters[`${type}@${schema}`] as Upcaster | undefined;
  return step ? upcast({ type, schema: schema + 1, data: step(data) }, upcasters) : ({ type, data } as E);
}
