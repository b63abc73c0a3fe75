import { period } from '@lianjian/periods/decider';
import type { PeriodEvent } from '@lianjian/periods/events';
import { instant, VersionedRow } from '@lianjian/projections/versioned-row';
import type { View } from '@lianjian/projections/view';
import { Column, Entity, Index } from 'typeorm';

/** A closed month of a council; the key is `<councilId>-<YYYY-MM>`. An open month has no row. */
@Entity({ schema: 'views', name: 'period' })
@Index('period_council_month', ['councilId', 'month'])
export class PeriodRow extends VersionedRow {
  @Column({ type: 'text', name: 'council_id', collation: 'C' }) readonly councilId!: string;
  @Column('text') readonly month!: string;
  @Column('text', { name: 'district_codes', array: true }) readonly districtCodes!: readonly string[];
  @Column('timestamptz', { name: 'closed_at', transformer: instant }) readonly closedAt!: string;
  /** Facts recorded at or before it are in version 1. */
  @Column('timestamptz', { transformer: instant }) readonly cutoff!: string;
  @Column('text', { name: 'due_on', nullable: true }) readonly dueOn!: string | null;
}

export const periodView: View<PeriodRow, PeriodEvent> = {
  entity: PeriodRow,
  category: period.category,
  upcasters: period.upcasters,

  keys: ({ type, streamId }) => (type === 'ReportingPeriodClosed' ? [streamId] : []),

  project(_, event) {
    if (event.type !== 'ReportingPeriodClosed') return undefined;
    const { councilId, month, districts, closedAt, cutoff, dueOn } = event.data;
    return { councilId, month, districtCodes: districts, closedAt, cutoff, dueOn };
  },
};
