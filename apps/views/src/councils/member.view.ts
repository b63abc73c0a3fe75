import { council } from '@lianjian/councils/decider';
import type { CouncilEvent } from '@lianjian/councils/events';
import type { MemberStatus } from '@lianjian/councils/kinds';
import { VersionedRow } from '@lianjian/projections/versioned-row';
import type { View } from '@lianjian/projections/view';
import { Column, Entity, Index } from 'typeorm';

export type MemberStatusEntry = Readonly<{ status: MemberStatus; from: string; eventId: string; reason?: string }>;

/** A unit's membership in a council; the key is `<councilId>/<unitId>`. */
@Entity({ schema: 'views', name: 'member' })
@Index('member_council', ['councilId'])
@Index('member_unit', ['unitId'])
export class MemberRow extends VersionedRow {
  @Column({ type: 'text', name: 'council_id', collation: 'C' }) readonly councilId!: string;
  @Column({ type: 'text', name: 'unit_id', collation: 'C' }) readonly unitId!: string;
  /** The status at the end of the history; `VETOED` for a unit that was never admitted. */
  @Column('text') readonly status!: MemberStatus | 'VETOED';
  @Column('jsonb') readonly statuses!: readonly MemberStatusEntry[];
}

export const memberView: View<MemberRow, CouncilEvent> = {
  entity: MemberRow,
  category: council.category,
  upcasters: council.upcasters,

  keys: ({ type, data, streamId }) =>
    type.startsWith('Member') && 'unitId' in data ? [`${streamId}/${data.unitId}`] : [],

  project(row, event, key) {
    const { type, data, id: eventId, streamId } = event;
    const base = row ?? {
      councilId: streamId,
      unitId: key.slice(streamId.length + 1),
      status: 'VETOED' as const,
      statuses: [],
    };
    const become = (status: MemberStatus) => {
      const { effectiveOn, reason } = data as { effectiveOn: string; reason?: string };
      const entry = { status, from: effectiveOn, eventId, ...(reason === undefined ? {} : { reason }) };
      return { ...base, status, statuses: [...base.statuses, entry] };
    };
    switch (type) {
      case 'MemberAdmitted':
      case 'MemberResumed':
        return become('ACTIVE');
      case 'MemberSuspended':
        return become('SUSPENDED');
      case 'MemberWithdrawn':
        return become('WITHDRAWN');
      case 'MemberVetoed':
        return { ...base, status: 'VETOED' };
      default:
        return undefined;
    }
  },
};
