import type { Rational } from '@lianjian/councils/commands';
import { council } from '@lianjian/councils/decider';
import type { CouncilEvent } from '@lianjian/councils/events';
import type { CouncilStatus } from '@lianjian/councils/kinds';
import { VersionedRow } from '@lianjian/projections/versioned-row';
import type { View } from '@lianjian/projections/view';
import { Column, Entity } from 'typeorm';

export type DutyTermEntry = Readonly<{ districtCode: string; from: string; to: string; eventId: string }>;
export type CouncilStatusEntry = Readonly<{ status: CouncilStatus; from: string; eventId: string }>;
export type BaselineEntry = Readonly<{
  period: string;
  origin: string;
  value: Rational;
  pairs?: number;
  unitMonths?: Rational;
  qualifier: string;
  source?: string;
  eventId: string;
}>;
export type HandoverEntry = Readonly<{
  fromDistrict: string;
  toDistrict: string;
  handoverOn: string;
  signedFor: readonly string[];
  complete: boolean;
  openItems?: string;
  eventId: string;
}>;

@Entity({ schema: 'views', name: 'council' })
export class CouncilRow extends VersionedRow {
  @Column('text', { name: 'council_code' }) readonly councilCode!: string;
  @Column('text') readonly name!: string;
  @Column('text') readonly kind!: string;
  @Column('text') readonly status!: CouncilStatus;
  @Column('jsonb') readonly statuses!: readonly CouncilStatusEntry[];
  @Column('text', { name: 'host_districts', array: true }) readonly hostDistricts!: readonly string[];
  /** What was proposed: lead authority, cadence, declared statistics. */
  @Column('jsonb') readonly proposal!: Extract<CouncilEvent, { type: 'CouncilProposed' }>['data'];
  @Column('text', { name: 'established_on', nullable: true }) readonly establishedOn!: string | null;
  @Column('int', { name: 'established_year', nullable: true }) readonly establishedYear!: number | null;
  @Column('text', { name: 'charter_version', nullable: true }) readonly charterVersion!: string | null;
  @Column('jsonb', { name: 'duty_terms' }) readonly dutyTerms!: readonly DutyTermEntry[];
  @Column('jsonb') readonly handovers!: readonly HandoverEntry[];
  @Column('jsonb') readonly baselines!: readonly BaselineEntry[];
}

export const councilView: View<CouncilRow, CouncilEvent> = {
  entity: CouncilRow,
  category: council.category,
  upcasters: council.upcasters,

  // A council has hundreds of members; what happens to them is written in their own rows.
  keys: ({ type, streamId }) => (type.startsWith('Member') ? [] : [streamId]),

  project(row, event) {
    const { id: eventId } = event;
    if (event.type === 'CouncilProposed') {
      const { councilCode, name, kind, hostDistricts, proposedOn } = event.data;
      return {
        councilCode,
        name,
        kind,
        status: 'PREPARING',
        statuses: [{ status: 'PREPARING', from: proposedOn, eventId }],
        hostDistricts,
        proposal: event.data,
        establishedOn: null,
        establishedYear: null,
        charterVersion: null,
        dutyTerms: [],
        handovers: [],
        baselines: [],
      };
    }
    if (!row) return undefined;
    const become = (status: CouncilStatus, from: string) => ({
      ...row,
      status,
      statuses: [...row.statuses, { status, from, eventId }],
    });

    switch (event.type) {
      case 'CouncilEstablished': {
        const { establishedOn, establishedYear } = event.data;
        // A council may be older than its entry here: then its preparation lies before all records.
        const from = establishedOn ?? `${establishedYear}-01-01`;
        const before = row.statuses.filter((earlier) => earlier.from < from);
        const statuses = [...before, { status: 'ESTABLISHED', from, eventId } as const];
        return { ...row, status: 'ESTABLISHED', statuses, establishedOn, establishedYear };
      }
      case 'CharterAdopted':
        return { ...row, charterVersion: event.data.charterVersion };
      case 'DutyDistrictAssigned':
        return { ...row, dutyTerms: [...row.dutyTerms, { ...event.data, eventId }] };
      case 'DutyHandoverSigned': {
        const { fromDistrict, toDistrict, handoverOn, signedFor, openItems } = event.data;
        const entry = {
          fromDistrict,
          toDistrict,
          handoverOn,
          signedFor: [signedFor],
          complete: false,
          openItems,
          eventId,
        };
        return { ...row, handovers: [...others(row.handovers, handoverOn), entry] };
      }
      case 'DutyHandedOver': {
        const { fromDistrict, toDistrict, handoverOn, openItems } = event.data;
        const signedFor = [fromDistrict, toDistrict];
        const entry = { fromDistrict, toDistrict, handoverOn, signedFor, complete: true, openItems, eventId };
        return { ...row, handovers: [...others(row.handovers, handoverOn), entry] };
      }
      case 'ParticipationBaselineSet': {
        const kept = row.baselines.filter(({ period }) => period !== event.data.period);
        return { ...row, baselines: [...kept, { ...event.data, eventId }] };
      }
      case 'CouncilSuspended':
        return become('SUSPENDED', event.data.effectiveOn);
      case 'CouncilResumed':
        return become('ESTABLISHED', event.data.effectiveOn);
      case 'CouncilDissolved':
        return become('DISSOLVED', event.data.effectiveOn);
      default:
        return undefined;
    }
  },
};

const others = (handovers: readonly HandoverEntry[], on: string) =>
  handovers.filter(({ handoverOn }) => handoverOn !== on);
