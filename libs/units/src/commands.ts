import type { CommandOf, Of } from '@lianjian/event-sourcing/schema';
import { codeOf } from '@lianjian/kernel/code-list';
import {
  businessDate,
  districtCode,
  freeText,
  id,
  partyOrgName,
  reason,
  unitName,
  uscc,
} from '@lianjian/kernel/fields';
import type { Month } from '@lianjian/kernel/period';
import type { BusinessDate } from '@lianjian/kernel/time';
import { z } from 'zod';
import { hostKinds, memberCountBands, partyOrgTypes, unitKinds } from './kinds.js';

/** Statistics code of a subdistrict: the district's code and three digits. */
const subdistrictCode = z.string().regex(/^\d{9}$/, { error: '街道代码应为9位数字' });

const hostEntity = z.strictObject({ name: unitName, uscc: uscc.optional() });

/** What the register says about a unit besides its district, which only a transfer changes. */
export const unitProfile = z.strictObject({
  partyOrgName,
  partyOrgType: codeOf(partyOrgTypes),
  hostKind: codeOf(hostKinds),
  hostEntities: z
    .array(hostEntity)
    .min(1, { error: '至少填写一个所在单位' })
    .max(50, { error: '所在单位不得超过50个' }),
  unitKind: codeOf(unitKinds),
  subdistrictCode: subdistrictCode.optional(),
  superiorOrgName: freeText(4, 80),
  address: freeText(2, 120),
  memberCountBand: codeOf(memberCountBands),
});

export type UnitProfile = Readonly<z.output<typeof unitProfile>>;

/** Left out, a change takes effect on the command's business date. */
const effectiveOn = businessDate.optional();

export const unitCommands = {
  RegisterUnit: unitProfile.extend({ districtCode, councilId: id.optional(), contactRef: id.optional() }),
  RecommendUnit: z.strictObject({ councilId: id, basis: freeText(2, 200).optional() }),
  ActivateUnit: z.strictObject({ councilId: id, effectiveOn }),
  CorrectUnitProfile: unitProfile.partial().extend({ reason }),
  ChangeUnitContact: z.strictObject({ contactRef: id }),
  RequestUnitTransfer: z.strictObject({ toDistrict: districtCode, effectiveOn, reason }),
  AcceptUnitTransfer: z.strictObject({}),
  DeclineUnitTransfer: z.strictObject({ reason }),
  SuspendUnit: z.strictObject({ effectiveOn, reason }),
  ReactivateUnit: z.strictObject({ effectiveOn, reason: reason.optional() }),
  WithdrawUnit: z.strictObject({ effectiveOn, reason, closed: z.boolean().optional() }),
  MergeUnit: z.strictObject({ intoUnitId: id, effectiveOn, reason }),
};

/** What the handler reads elsewhere for a unit's commands. */
export type UnitFacts = {
  /** The new stream's id, the number drawn from the counter, and the host districts of the council it is for. */
  RegisterUnit: Readonly<{ unitId: string; unitNo: string; councilDistricts: readonly string[] }>;
  /** The day the unit last left the council, where it is out of it, and the day the city last vetoed it. */
  RecommendUnit: Readonly<{ leftOn?: BusinessDate; vetoedOn?: BusinessDate }>;
  ActivateUnit: ClosedMonths;
  RequestUnitTransfer: ClosedMonths;
  AcceptUnitTransfer: ClosedMonths;
  SuspendUnit: ClosedMonths;
  ReactivateUnit: ClosedMonths;
  WithdrawUnit: ClosedMonths & OpenObligations;
  /** `survivor`: what the unit it merges into is on the effective date. */
  MergeUnit: ClosedMonths &
    OpenObligations &
    Readonly<{ survivor: Readonly<{ isActive: boolean; districtCode?: string }> }>;
};

/** Of the councils that the unit belongs to. */
type ClosedMonths = Readonly<{ closedMonths: readonly Month[] }>;
/** Obligations under agreements that the unit has neither fulfilled nor been released from. */
type OpenObligations = Readonly<{ openObligations: number }>;

export type UnitCommand = CommandOf<typeof unitCommands, UnitFacts>;

/** One of them by its type. */
export type UnitCommandOf<T extends UnitCommand['type']> = Of<UnitCommand, T>;
