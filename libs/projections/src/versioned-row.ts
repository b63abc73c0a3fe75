import type { Instant } from '@lianjian/kernel/time';
import { Column, Index, PrimaryColumn, type ValueTransformer } from 'typeorm';

/** Makes a `timestamptz` column read as an Instant. Every such column of a view row needs it. */
export const instant: ValueTransformer = {
  from: (value: Date | null) => value?.toISOString() ?? null,
  to: (value: Instant | null) => value,
};

/**
 * One version of a view row: true from `recordedAt` until `supersededAt`, so every query can be answered as of any
 * instant. Rows are only ever added and closed, and only by the projector.
 */
@Index(['key'], { unique: true, where: 'superseded_at IS NULL' })
export abstract class VersionedRow {
  /** Begins with the id of the stream that the row is folded from: `<streamId>` or `<streamId>/<part>`. */
  @PrimaryColumn('text', { name: 'key', collation: 'C' })
  readonly key!: string;

  /** The stream's version by which the row became this. */
  @PrimaryColumn('int', { name: 'version' })
  readonly version!: number;

  @Column('timestamptz', { name: 'recorded_at', transformer: instant })
  readonly recordedAt!: Instant;

  /** `null` while this is the row's current version. */
  @Column('timestamptz', { name: 'superseded_at', nullable: true, transformer: instant })
  readonly supersededAt!: Instant | null;

  /** Every event that shaped the row up to this version, oldest first. */
  @Column('uuid', { name: 'event_ids', array: true })
  readonly eventIds!: readonly string[];
}
