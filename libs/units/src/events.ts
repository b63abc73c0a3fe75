import type { EventOf } from '@lianjian/event-sourcing/schema';
import { businessDate, districtCode, freeText, id, reason, unitNo } from '@lianjian/kernel/fields';
import { z } from 'zod';
import { unitProfile } from './commands.js';

const accountId = z.string().min(1);

// Storage formats: never rename a type, never change a shape without an upcaster and a frozen fixture.
export const unitEvents = {
  UnitRegistered: z.object({
    unitId: id,
    unitNo,
    districtCode,
    councilId: id.optional(),
    contactRef: id.optional(),
    registeredOn: businessDate,
    profile: unitProfile,
  }),
  UnitRecommended: z.object({
    councilId: id,
    districtCode,
    recommendedBy: accountId,
    recommendedOn: businessDate,
    basis: freeText(2, 200).optional(),
  }),
  UnitActivated: z.object({ councilId: id, effectiveOn: businessDate }),
  UnitProfileCorrected: z.object({ changes: unitProfile.partial(), reason }),
  UnitContactChanged: z.object({ contactRef: id }),
  UnitTransferRequested: z.object({
    from: districtCode,
    to: districtCode,
    effectiveOn: businessDate,
    requestedBy: accountId,
    reason,
  }),
  UnitTransferDeclined: z.object({ from: districtCode, to: districtCode, reason }),
  UnitDistrictTransferred: z.object({
    from: districtCode,
    to: districtCode,
    effectiveOn: businessDate,
    requestedBy: accountId,
    acceptedBy: accountId,
    reason,
  }),
  UnitSuspended: z.object({ effectiveOn: businessDate, reason }),
  UnitReactivated: z.object({ effectiveOn: businessDate, reason: reason.optional() }),
  UnitWithdrawn: z.object({ effectiveOn: businessDate, reason, closed: z.boolean() }),
  UnitMerged: z.object({ intoUnitId: id, effectiveOn: businessDate, reason }),
};

export type UnitEvent = EventOf<typeof unitEvents>;
