import { addDays } from '@lianjian/kernel/time';
import type { CouncilCommandOf } from './commands.js';
import type { CouncilEvent } from './events.js';
import { assertEstablished } from './membership.js';
import { refuse } from './refusals.js';
import { type Council, latestStatus } from './state.js';

export function assignDutyDistrict({ data }: CouncilCommandOf<'AssignDutyDistrict'>, state: Council): CouncilEvent[] {
  const { districtCode, from, to } = data;
  const { dutyTerms, hostDistricts } = state;
  const isAssigned = dutyTerms.some(
    (term) => term.districtCode === districtCode && term.from === from && term.to === to,
  );
  const lastDay = dutyTerms.at(-1)?.to;

  if (isAssigned) return [];
  assertEstablished(state);
  if (!hostDistricts.includes(districtCode)) return refuse('council/not-a-host-district');
  if (to < from) return refuse('council/duty-term-reversed');
  if (lastDay !== undefined && from <= lastDay) return refuse('council/duty-overlap');
  if (lastDay !== undefined && from > addDays(lastDay, 1)) return refuse('council/duty-gap');
  return [{ type: 'DutyDistrictAssigned', data: { districtCode, from, to } }];
}

/** Both districts sign a handover, in either order; with the second signature it is done. */
export function handOverDuty({ data, by }: CouncilCommandOf<'HandOverDuty'>, state: Council): CouncilEvent[] {
  const { fromDistrict, toDistrict, handoverOn } = data;
  const incoming = state.dutyTerms.findIndex(({ from }) => from === handoverOn);
  const isPlanned =
    fromDistrict !== toDistrict &&
    state.dutyTerms[incoming]?.districtCode === toDistrict &&
    state.dutyTerms[incoming - 1]?.districtCode === fromDistrict;
  if (!isPlanned) return refuse('council/no-such-handover');

  const signedFor = by.scope;
  const signed = state.handovers.find((handover) => handover.handoverOn === handoverOn);
  if (signedFor !== fromDistrict && signedFor !== toDistrict) return refuse('council/not-on-handover');
  if (signed?.isComplete || signed?.signedFor === signedFor) return [];
  if (latestStatus(state) === 'DISSOLVED') return refuse('council/dissolved');
  if (!signed) return [{ type: 'DutyHandoverSigned', data: { ...data, signedFor, signedBy: by.accountId } }];
  if (signed.signedBy === by.accountId) return refuse('council/handover-needs-two-people');

  const [fromSignedBy, toSignedBy] =
    signedFor === toDistrict ? [signed.signedBy, by.accountId] : [by.accountId, signed.signedBy];
  const openItems = data.openItems ?? signed.openItems;
  return [
    {
      type: 'DutyHandedOver',
      data: { fromDistrict, toDistrict, handoverOn, fromSignedBy, toSignedBy, openItems },
    },
  ];
}
