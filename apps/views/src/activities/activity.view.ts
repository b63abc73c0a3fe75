import type { ActivityStatus } from '@lianjian/activities/codes';
import { activity } from '@lianjian/activities/decider';
import type { ActivityEvent } from '@lianjian/activities/events';
import { monthOf } from '@lianjian/kernel/period';
import { instant, VersionedRow } from '@lianjian/projections/versioned-row';
import type { View } from '@lianjian/projections/view';
import { Column, Entity, Index } from 'typeorm';

export type HostEntry = Readonly<{ unitId: string; districtCode: string }>;

/** One activity. It counts while `countable`; what it counts as is in its participations. */
@Entity({ schema: 'views', name: 'activity' })
@Index('activity_council_month', ['councilId', 'month'])
@Index('activity_council_recorded', ['councilId', 'recordedAt'])
@Index('activity_council_start', ['councilId', 'startAt', 'key'])
@Index('activity_start', ['startAt', 'key'])
@Index('activity_project', ['projectId'])
@Index('activity_units', ['unitIds'], { type: 'gin' })
@Index('activity_districts', ['districtCodes'], { type: 'gin' })
@Index('activity_agreements', ['agreementIds'], { type: 'gin' })
export class ActivityRow extends VersionedRow {
  @Column({ type: 'text', name: 'council_id', collation: 'C' }) readonly councilId!: string;
  @Column('text') readonly title!: string;
  @Column('text') readonly kind!: string;
  @Column('text', { nullable: true }) readonly form!: string | null;
  @Column('text') readonly place!: string;
  @Column('timestamptz', { name: 'start_at', transformer: instant }) readonly startAt!: string;
  @Column('timestamptz', { name: 'end_at', transformer: instant }) readonly endAt!: string;
  /** The local date of the start, and its month. */
  @Column('text', { name: 'start_on' }) readonly startOn!: string;
  @Column('text') readonly month!: string;
  @Column({ type: 'text', name: 'lead_host_unit_id', collation: 'C' }) readonly leadHostUnitId!: string;
  @Column('text', { name: 'lead_district' }) readonly leadDistrict!: string;
  /** The lead host first, each with its district on the start date. */
  @Column('jsonb') readonly hosts!: readonly HostEntry[];
  /** Hosts and participants that are registered units. */
  @Column('text', { name: 'unit_ids', array: true }) readonly unitIds!: readonly string[];
  /** Districts of hosts and participants, and the council's. */
  @Column('text', { name: 'district_codes', array: true }) readonly districtCodes!: readonly string[];
  @Column('text') readonly status!: ActivityStatus;
  @Column('boolean') readonly countable!: boolean;
  /** When the service was first told that it was held; null for a plan. */
  @Column('timestamptz', { name: 'held_recorded_at', nullable: true, transformer: instant })
  readonly heldRecordedAt!: string | null;
  /** Recorded after its month was closed. */
  @Column('boolean') readonly late!: boolean;
  @Column('text', { nullable: true }) readonly summary!: string | null;
  @Column('text', { name: 'co_tags', array: true }) readonly coTags!: readonly string[];
  @Column({ type: 'text', name: 'project_id', collation: 'C', nullable: true }) readonly projectId!: string | null;
  @Column('text', { name: 'agreement_ids', array: true }) readonly agreementIds!: readonly string[];
  @Column({ type: 'text', name: 'merged_into', collation: 'C', nullable: true }) readonly mergedInto!: string | null;
  @Column('text', { name: 'merged_from', array: true }) readonly mergedFrom!: readonly string[];
  @Column('text', { name: 'entered_by' }) readonly enteredBy!: 'HOST' | 'OFFICE';
  @Column('text', { name: 'end_reason', nullable: true }) readonly endReason!: string | null;
}

export const activityView: View<ActivityRow, ActivityEvent> = {
  entity: ActivityRow,
  category: activity.category,
  upcasters: activity.upcasters,

  project(row, event) {
    if (event.type === 'ActivityPlanned' || event.type === 'ActivityHeld') {
      const { data } = event;
      const held = event.type === 'ActivityHeld' ? event.data : undefined;
      return {
        councilId: data.councilId,
        title: data.title,
        kind: data.kind,
        form: data.form ?? null,
        place: data.place,
        startAt: data.startAt,
        endAt: data.endAt,
        startOn: data.startOn,
        month: monthOf(data.startOn),
        leadHostUnitId: data.leadHostUnitId,
        leadDistrict: data.hosts[0]?.districtCode ?? '',
        hosts: data.hosts,
        unitIds: data.hosts.map(({ unitId }) => unitId),
        districtCodes: distinct([...data.hosts.map(({ districtCode }) => districtCode), ...data.councilDistricts]),
        status: held ? 'HELD' : 'PLANNED',
        countable: held !== undefined,
        heldRecordedAt: held ? event.metadata.recordedAt : null,
        late: held?.late ?? false,
        summary: held?.summary ?? null,
        coTags: data.coTags,
        projectId: data.projectId ?? null,
        agreementIds: data.agreementIds,
        mergedInto: null,
        mergedFrom: [],
        enteredBy: data.enteredBy,
        endReason: null,
      };
    }
    if (!row) return undefined;

    switch (event.type) {
      case 'ParticipationRecorded': {
        const { unitId, districtCodeAtDate } = event.data.participation;
        return {
          ...row,
          unitIds: distinct([...row.unitIds, ...(unitId ? [unitId] : [])]),
          districtCodes: distinct([...row.districtCodes, ...(districtCodeAtDate ? [districtCodeAtDate] : [])]),
        };
      }
      case 'ActivityVerified':
        return { ...row, status: 'VERIFIED' };
      case 'ActivityCancelled':
        return { ...row, status: 'CANCELLED', countable: false, endReason: event.data.reason };
      case 'ActivityVoided':
        return { ...row, status: 'VOIDED', countable: false, endReason: event.data.reason };
      case 'ActivityMerged': {
        const { fromActivityId, hosts, participations } = event.data;
        const units = participations.flatMap(({ unitId }) => (unitId ? [unitId] : []));
        const districts = participations.flatMap((each) => (each.districtCodeAtDate ? [each.districtCodeAtDate] : []));
        return {
          ...row,
          hosts,
          unitIds: distinct([...row.unitIds, ...hosts.map(({ unitId }) => unitId), ...units]),
          districtCodes: distinct([...row.districtCodes, ...hosts.map((host) => host.districtCode), ...districts]),
          mergedFrom: [...row.mergedFrom, fromActivityId],
        };
      }
      case 'ActivityMergedInto': {
        const { intoActivityId, reason } = event.data;
        return { ...row, status: 'MERGED', countable: false, mergedInto: intoActivityId, endReason: reason };
      }
      default:
        // A version for every event, also those that only its participations show: what became known of a month later
        // is asked of the activities alone.
        return { ...row };
    }
  },
};

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
