import { VersionedRow } from '@lianjian/projections/versioned-row';
import type { View } from '@lianjian/projections/view';
import type { UnitProfile } from '@lianjian/units/commands';
import { unit } from '@lianjian/units/decider';
import type { UnitEvent } from '@lianjian/units/events';
import type { UnitStatus } from '@lianjian/units/kinds';
import type { Recommendation, RequestedTransfer } from '@lianjian/units/state';
import { Column, Entity, Index } from 'typeorm';

/** A district, or a status, from a business date on; `eventId` is what says so. */
export type DistrictEntry = Readonly<{ code: string; from: string; eventId: string }>;
export type StatusEntry = Readonly<{ status: UnitStatus; from: string; eventId: string; reason?: string }>;

@Entity({ schema: 'views', name: 'unit' })
@Index('unit_district_no', ['districtCode', 'unitNo'])
export class UnitRow extends VersionedRow {
  @Column('text', { name: 'unit_no' }) readonly unitNo!: string;
  @Column('text') readonly name!: string;
  @Column('text', { name: 'unit_kind' }) readonly unitKind!: string;
  @Column('jsonb') readonly profile!: UnitProfile;
  /** The district at the end of the history; what it was on a date is in `districts`. */
  @Column('text', { name: 'district_code' }) readonly districtCode!: string;
  @Column('jsonb') readonly districts!: readonly DistrictEntry[];
  /** The status at the end of the history. */
  @Column('text') readonly status!: UnitStatus;
  @Column('jsonb') readonly statuses!: readonly StatusEntry[];
  @Column('jsonb') readonly recommendations!: readonly Recommendation[];
  /** Councils it was registered for or recommended to. */
  @Column('text', { name: 'council_ids', array: true }) readonly councilIds!: readonly string[];
  /** Every district it belonged to or is to be transferred to. */
  @Column('text', { name: 'district_codes', array: true }) readonly districtCodes!: readonly string[];
  @Column('jsonb', { nullable: true }) readonly transfer!: RequestedTransfer | null;
  @Column({ type: 'text', name: 'merged_into', collation: 'C', nullable: true }) readonly mergedInto!: string | null;
  @Column('boolean', { name: 'has_contact' }) readonly hasContact!: boolean;
}

export const unitView: View<UnitRow, UnitEvent> = {
  entity: UnitRow,
  category: unit.category,
  upcasters: unit.upcasters,

  project(row, event) {
    if (event.type === 'UnitRegistered') {
      const { unitNo, districtCode, councilId, contactRef, registeredOn, profile } = event.data;
      return {
        unitNo,
        name: profile.partyOrgName,
        unitKind: profile.unitKind,
        profile,
        districtCode,
        districts: [{ code: districtCode, from: registeredOn, eventId: event.id }],
        status: 'DRAFT',
        statuses: [{ status: 'DRAFT', from: registeredOn, eventId: event.id }],
        recommendations: [],
        councilIds: councilId ? [councilId] : [],
        districtCodes: [districtCode],
        transfer: null,
        mergedInto: null,
        hasContact: contactRef !== undefined,
      };
    }
    if (!row) return undefined;
    const become = (status: UnitStatus, from: string, reason?: string) => ({
      ...row,
      status,
      statuses: [...row.statuses, { status, from, eventId: event.id, ...(reason === undefined ? {} : { reason }) }],
    });

    switch (event.type) {
      case 'UnitRecommended': {
        const { councilId, districtCode, recommendedBy, recommendedOn } = event.data;
        const next = row.status === 'DRAFT' ? become('RECOMMENDED', recommendedOn) : row;
        return {
          ...next,
          recommendations: [...row.recommendations, { councilId, districtCode, recommendedBy, recommendedOn }],
          councilIds: [...new Set([...row.councilIds, councilId])],
        };
      }
      case 'UnitActivated':
        return become('ACTIVE', event.data.effectiveOn);
      case 'UnitReactivated':
        return become('ACTIVE', event.data.effectiveOn, event.data.reason);
      case 'UnitSuspended':
        return become('SUSPENDED', event.data.effectiveOn, event.data.reason);
      case 'UnitWithdrawn': {
        const { closed, effectiveOn, reason } = event.data;
        return { ...become(closed ? 'CLOSED' : 'WITHDRAWN', effectiveOn, reason), transfer: null };
      }
      case 'UnitMerged': {
        const { intoUnitId, effectiveOn, reason } = event.data;
        return { ...become('MERGED', effectiveOn, reason), transfer: null, mergedInto: intoUnitId };
      }
      case 'UnitProfileCorrected': {
        const profile = { ...row.profile, ...event.data.changes };
        return { ...row, profile, name: profile.partyOrgName, unitKind: profile.unitKind };
      }
      case 'UnitContactChanged':
        return { ...row, hasContact: true };
      case 'UnitTransferRequested':
        return {
          ...row,
          transfer: event.data,
          districtCodes: [...new Set([...row.districtCodes, event.data.to])],
        };
      case 'UnitTransferDeclined':
        return {
          ...row,
          transfer: null,
          districtCodes: [...new Set(row.districts.map(({ code }) => code))],
        };
      case 'UnitDistrictTransferred': {
        const { to, effectiveOn } = event.data;
        return {
          ...row,
          transfer: null,
          profile: { ...row.profile, subdistrictCode: undefined },
          districtCode: to,
          districts: [...row.districts, { code: to, from: effectiveOn, eventId: event.id }],
          districtCodes: [...new Set([...row.districts.map(({ code }) => code), to])],
        };
      }
      default:
        return undefined;
    }
  },
};
