import type { CommandOf, Of } from '@lianjian/event-sourcing/schema';
import { codeOf } from '@lianjian/kernel/code-list';
import {
  districtCode,
  freeText,
  headcount,
  id,
  instant,
  optionalText,
  reason,
  summary,
  title,
  unitName,
} from '@lianjian/kernel/fields';
import type { MemberCountBand } from '@lianjian/units/kinds';
import { z } from 'zod';
import { activityForms, activityKinds, coTags, type ParticipationRole } from './codes.js';

const unitIds = (max: number) => z.array(id).max(max);

/** What an activity is, in at most twelve fields (specification 5.3, M38). Never names of people, photos or positions. */
export const activityProfile = z.strictObject({
  councilId: id,
  title,
  kind: codeOf(activityKinds),
  form: codeOf(activityForms).optional(),
  leadHostUnitId: id,
  /** Co-hosts; the lead host need not be repeated. */
  coHostUnitIds: unitIds(20).default([]),
  startAt: instant,
  endAt: instant,
  /** A place or venue in words. */
  place: freeText(2, 60),
  coTags: z.array(codeOf(coTags)).max(10).default([]),
  projectId: id.optional(),
  agreementIds: unitIds(20).default([]),
});
export type ActivityProfile = Readonly<z.output<typeof activityProfile>>;

/** A group from outside the registry. */
export const guest = z.strictObject({ name: unitName, districtCode: districtCode.optional() });

/** Person-times, never names. `remote` took part from elsewhere. */
export const headcounts = {
  onSite: headcount,
  remote: headcount.default(0),
  partyMembers: headcount.optional(),
};

/** Who took part: a registered unit or, where there is none, a guest described in words. */
export const participation = z.union([
  z.strictObject({ unitId: id, ...headcounts }),
  z.strictObject({ guest, ...headcounts }),
]);
export type ParticipationData = Readonly<z.output<typeof participation>>;

const participations = z
  .array(participation)
  .min(1, { error: '请至少填写一个参与单位' })
  .max(200, { error: '一次最多填写200个参与单位' });

/** Whom an office enters the record for. */
const onBehalfOfUnitId = id.optional();

/** Whose headcount is meant: a unit's or, by its key, a guest's. */
const participantKey = z.string().min(1).max(80);

export const activityCommands = {
  PlanActivity: activityProfile.extend({ onBehalfOfUnitId }),
  /** The whole record: on a plan it replaces what was planned. */
  RecordActivity: activityProfile.extend({ participations, summary, onBehalfOfUnitId }),
  RecordParticipation: z.strictObject({ participations }),
  /** In a closed month the office and the unit can only propose it; the organization department approves. */
  CorrectParticipation: z.strictObject({ participantKey, ...headcounts, reason }),
  ApproveParticipationCorrection: z.strictObject({ participantKey }),
  RejectParticipationCorrection: z.strictObject({ participantKey, reason }),
  /** A unit disputes the headcount that was recorded for itself. */
  DisputeParticipation: z.strictObject({ onSite: headcount, remote: headcount.default(0), reason }),
  /** Upheld without numbers; otherwise with the numbers that were agreed upon. */
  ResolveDispute: z.strictObject({
    participantKey,
    corrected: z.strictObject({ onSite: headcount, remote: headcount.default(0) }).optional(),
    reason,
  }),
  VerifyActivity: z.strictObject({ note: optionalText(300) }),
  CancelActivity: z.strictObject({ reason }),
  VoidActivity: z.strictObject({ reason }),
  /** The other record of the same activity is united with this one. */
  MergeActivity: z.strictObject({ fromActivityId: id, reason }),
  /** By the service alone: the other side of MergeActivity. */
  MarkActivityMerged: z.strictObject({ intoActivityId: id, reason }),
};

/** What a unit's and the council's streams say about a unit on the start date. */
export type UnitOnDay = Readonly<{
  unitId: string;
  /** Undefined: not registered by then. */
  districtCode?: string;
  /** The unit is active and an active member of the council on that date. */
  isMember: boolean;
  memberCountBand?: MemberCountBand;
}>;

/** What the handler finds out before an activity is planned or recorded. */
export type HoldingFacts = Readonly<{
  activityId: string;
  councilIsEstablished: boolean;
  /** Host districts of the council: they may see the activity. */
  councilDistricts: readonly string[];
  units: readonly UnitOnDay[];
  /** Whether the month of the start date is closed. */
  monthClosed: boolean;
  /** Those of the linked project and agreements that exist. */
  knownLinks: readonly string[];
}>;

type MonthFact = Readonly<{ monthClosed: boolean }>;

export type ActivityFacts = {
  PlanActivity: HoldingFacts;
  RecordActivity: HoldingFacts;
  RecordParticipation: Readonly<{ units: readonly UnitOnDay[]; monthClosed: boolean }>;
  CorrectParticipation: MonthFact;
  ResolveDispute: MonthFact;
  VoidActivity: MonthFact;
  /** The other activity as it stands (`toMergeable`); undefined where there is none. */
  MergeActivity: MonthFact & Readonly<{ other: MergeableActivity | undefined }>;
};

/** The other side of a merger, as its own stream says. */
export type MergeableActivity = Readonly<{
  activityId: string;
  councilId: string;
  countable: boolean;
  /** The record that counts instead of it. */
  mergedInto?: string;
  startAt: string;
  hosts: readonly Readonly<{ unitId: string; districtCode: string }>[];
  participations: readonly RecordedParticipation[];
  /** Accounts that entered or corrected any of it. */
  enteredBy: readonly string[];
}>;

/** A participation as it stands. `key` is the unit's id or `guest-<n>`. */
export type RecordedParticipation = Readonly<{
  key: string;
  unitId?: string;
  guestName?: string;
  districtCodeAtDate?: string;
  role: ParticipationRole;
  onSite: number;
  remote: number;
  partyMembers?: number;
  /** Not an active member on the start date: counts in no member measure. */
  external: boolean;
}>;

export type ActivityCommand = CommandOf<typeof activityCommands, ActivityFacts>;
export type ActivityCommandOf<T extends ActivityCommand['type']> = Of<ActivityCommand, T>;
