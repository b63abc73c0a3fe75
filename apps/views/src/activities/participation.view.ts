import { activity } from '@lianjian/activities/decider';
import type { ActivityEvent } from '@lianjian/activities/events';
import { VersionedRow } from '@lianjian/projections/versioned-row';
import type { Own, View } from '@lianjian/projections/view';
import { Column, Entity, Index } from 'typeorm';

export type Proposed = Readonly<{ onSite: number; remote: number; partyMembers?: number; reason: string }>;

/** Who took part with how many; the key is `<activityId>/<unitId>` or `<activityId>/guest-<n>`. */
@Entity({ schema: 'views', name: 'participation' })
@Index('participation_activity', ['activityId'])
@Index('participation_unit', ['unitId'])
export class ParticipationRow extends VersionedRow {
  @Column({ type: 'text', name: 'activity_id', collation: 'C' }) readonly activityId!: string;
  @Column('text', { name: 'participant_key' }) readonly participantKey!: string;
  @Column({ type: 'text', name: 'unit_id', collation: 'C', nullable: true }) readonly unitId!: string | null;
  @Column('text', { name: 'guest_name', nullable: true }) readonly guestName!: string | null;
  /** On the start date, as copied into the event. */
  @Column('text', { name: 'district_code', nullable: true }) readonly districtCode!: string | null;
  @Column('text') readonly role!: 'HOST' | 'CO_HOST' | 'GUEST';
  @Column('int', { name: 'on_site' }) readonly onSite!: number;
  @Column('int') readonly remote!: number;
  @Column('int', { name: 'party_members', nullable: true }) readonly partyMembers!: number | null;
  @Column('boolean') readonly external!: boolean;
  @Column('text', { array: true }) readonly flags!: readonly string[];
  /** What the unit says it should be, until the office has decided. */
  @Column('jsonb', { nullable: true }) readonly dispute!: Proposed | null;
  /** A correction of a closed month that waits for the organization department. */
  @Column('jsonb', { nullable: true }) readonly proposal!: Proposed | null;
  @Column('int') readonly corrections!: number;
}

export const participationView: View<ParticipationRow, ActivityEvent> = {
  entity: ParticipationRow,
  category: activity.category,
  upcasters: activity.upcasters,

  keys(event) {
    const of = (key: string) => `${event.streamId}/${key}`;
    switch (event.type) {
      case 'ParticipationRecorded':
        return [of(event.data.participation.key)];
      case 'ActivityMerged':
        return event.data.participations.map(({ key }) => of(key));
      case 'ParticipationCorrected':
      case 'ParticipationCorrectionProposed':
      case 'ParticipationCorrectionRejected':
      case 'ParticipationDisputed':
      case 'ParticipationDisputeResolved':
        return [of(event.data.participantKey)];
      default:
        return [];
    }
  },

  project(row, event, key) {
    if (event.type === 'ParticipationRecorded') return recorded(event.data.participation, event, event.data.flags);
    if (event.type === 'ActivityMerged') {
      const participation = event.data.participations.find((each) => key === `${event.streamId}/${each.key}`);
      if (!participation) return undefined;
      const flags = event.data.differing.includes(participation.key) ? ['MERGED_DIFFERING'] : [];
      const allFlags = [...new Set([...(row?.flags ?? []), ...flags])];
      // Only a number that was replaced takes with it what was said of it.
      if (row && isCounted(row, participation)) return { ...row, role: participation.role, flags: allFlags };
      return recorded(participation, event, allFlags);
    }
    if (!row) return undefined;

    switch (event.type) {
      case 'ParticipationCorrected': {
        const { onSite, remote, partyMembers = null } = event.data.to;
        return { ...row, onSite, remote, partyMembers, proposal: null, corrections: row.corrections + 1 };
      }
      case 'ParticipationCorrectionProposed':
        return { ...row, proposal: { ...event.data.to, reason: event.data.reason } };
      case 'ParticipationCorrectionRejected':
        return { ...row, proposal: null };
      case 'ParticipationDisputed':
        return { ...row, dispute: { ...event.data.claimed, reason: event.data.reason } };
      case 'ParticipationDisputeResolved':
        return { ...row, dispute: null };
      default:
        return undefined;
    }
  },
};

type Recorded = Extract<ActivityEvent, { type: 'ParticipationRecorded' }>['data']['participation'];

const isCounted = (row: Own<ParticipationRow>, { onSite, remote, partyMembers }: Recorded) =>
  row.onSite === onSite && row.remote === remote && row.partyMembers === (partyMembers ?? null);

const recorded = (participation: Recorded, { streamId }: { streamId: string }, flags: readonly string[]) => ({
  activityId: streamId,
  participantKey: participation.key,
  unitId: participation.unitId ?? null,
  guestName: participation.guestName ?? null,
  districtCode: participation.districtCodeAtDate ?? null,
  role: participation.role,
  onSite: participation.onSite,
  remote: participation.remote,
  partyMembers: participation.partyMembers ?? null,
  external: participation.external,
  flags,
  dispute: null,
  proposal: null,
  corrections: 0,
});
