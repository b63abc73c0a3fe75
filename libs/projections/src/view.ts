import type { DomainEvent, Upcasters } from '@lianjian/event-sourcing/decider';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import type { VersionedRow } from './versioned-row.js';

/** An event in today's shape, with what the store knows about it. `streamId` is the stream without its category. */
export type ViewEvent<E extends DomainEvent = DomainEvent> = E &
  Readonly<Pick<RecordedEvent, 'id' | 'stream' | 'version' | 'metadata'> & { streamId: string }>;

/** What a view decides about a row; the rest of it is bookkeeping. */
export type Own<Row extends VersionedRow> = Readonly<Omit<Row, keyof VersionedRow>>;

/**
 * A pure fold of one stream into its own rows of one table. Streams meet only in SQL joins, so no view depends on the
 * order between streams.
 */
export interface View<Row extends VersionedRow = VersionedRow, E extends DomainEvent = DomainEvent> {
  readonly entity: new () => Row;
  /** Of the streams that it folds; several where rows of one table come from streams of several kinds. */
  readonly category: string | readonly string[];
  readonly upcasters?: Upcasters;
  /** Raise it whenever `project` or `keys` would answer differently: rows of another revision are rebuilt on start. */
  readonly revision?: number;
  /** The rows that an event touches (default: the one whose key is the stream's id). None is a fine answer. */
  keys?(event: ViewEvent<E>): readonly string[];
  /**
   * What the row becomes, or `undefined` when the event leaves it as it is. Total and pure: no clock, no randomness,
   * nothing but its arguments. Values are what the column holds: instants and dates as strings, `numeric` and `bigint`
   * as strings, everything in `jsonb` plain JSON, whose keys come back in another order.
   */
  project(row: Own<Row> | undefined, event: ViewEvent<E>, key: string): Own<Row> | undefined;
}

/** The categories of streams that a view folds. */
export const categoriesOf = ({ category }: Pick<View, 'category'>): readonly string[] =>
  typeof category === 'string' ? [category] : category;
