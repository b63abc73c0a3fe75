import type { DomainEvent, Upcasters } from '@lianjian/event-sourcing/decider';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { upcast } from '@lianjian/event-sourcing/upcast';
import type { Instant } from '@lianjian/kernel/time';
import type { View, ViewEvent } from './view.js';

export type Columns = Readonly<Record<string, unknown>>;

/** The version of a row that nothing has superseded yet. */
export type OpenRow = Readonly<{
  key: string;
  version: number;
  recordedAt: Instant;
  eventIds: readonly string[];
  own: Columns;
}>;

/** The part of a stream's name that decides which views it is folded into. */
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));

export function viewEvent<E extends DomainEvent>(recorded: RecordedEvent, upcasters?: Upcasters): ViewEvent<E> {
  const { id, stream, version, metadata } = recorded;
  const { type, data } = upcast<E>(recorded, upcasters);
  const streamId = stream.slice(stream.indexOf('-') + 1);
  return { type, data, id, stream, version, metadata, streamId } as ViewEvent<E>;
}

/** The keys of the rows that an event touches. Throws when one could belong to another stream as well. */
export function keysOf(view: Pick<View, 'keys'>, event: ViewEvent): readonly string[] {
  if (!view.keys) return [event.streamId];
  const keys = view.keys(event);
  const foreign = keys.find((key) => key !== event.streamId && !key.startsWith(`${event.streamId}/`));
  // Two streams writing one row would make it depend on which of them came first.
  if (foreign !== undefined) throw new RangeError(`The key ${foreign} does not begin with the id of the stream`);
  return keys.length > 1 ? [...new Set(keys)] : keys;
}

/** The row's next version, or `undefined` when the event leaves it alone. */
export function advance(
  view: Pick<View, 'project'>,
  current: OpenRow | undefined,
  event: ViewEvent,
  key: string,
): OpenRow | undefined {
  const own = view.project(current?.own as never, event, key) as Columns | undefined;
  if (own === undefined || own === current?.own) return undefined;
  const { recordedAt } = event.metadata;
  return {
    key,
    version: event.version,
    // Clocks of two edges may disagree. A version must not be visible before what it builds upon is.
    recordedAt: current && current.recordedAt > recordedAt ? current.recordedAt : recordedAt,
    eventIds: current ? [...current.eventIds, event.id] : [event.id],
    own,
  };
}
