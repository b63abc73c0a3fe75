import type { CommandOf, Of } from '@lianjian/event-sourcing/schema';
import { codeOf } from '@lianjian/kernel/code-list';
import {
  businessDate,
  cityCode,
  districtCode,
  docNumber,
  freeText,
  id,
  quantity,
  reason,
  title,
} from '@lianjian/kernel/fields';
import { isPeriodId, type Month } from '@lianjian/kernel/period';
import type { BusinessDate } from '@lianjian/kernel/time';
import { z } from 'zod';
import { baselineOrigins, councilKinds, leadLevels, meetingCadences } from './kinds.js';

/** Who leads a council: `divisionCode` is a city for level CITY, a district for level DISTRICT. */
export const leadAuthority = z.strictObject({
  name: title,
  level: codeOf(leadLevels),
  divisionCode: z.union([cityCode, districtCode], { error: '行政区划代码不存在或在该业务日期不生效' }),
});

/** A figure that somebody published, kept as it was said and never counted with. */
export const declaredStatistic = z.strictObject({
  name: freeText(2, 60),
  quantity,
  asOf: z
    .string()
    .regex(/^20\d{2}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/, { error: '时点应为年、年月或日期' }),
  scope: freeText(2, 60),
  source: freeText(2, 200),
});

/** An exact fraction. */
export const rational = z.strictObject({
  numerator: z
    .int()
    .min(0, { error: '须为非负整数' })
    .max(10 ** 9),
  denominator: z
    .int()
    .min(1, { error: '须为正整数' })
    .max(10 ** 9),
});
export type Rational = Readonly<z.output<typeof rational>>;

/** A month, quarter, half-year or year. */
export const basePeriod = z
  .string()
  .refine((period) => isPeriodId(period) && period >= '2011', { error: '期间应如 2019、2019H1、2019Q2 或 2019-06' });

export const qualifier = quantity.shape.qualifier;

const charterVersion = freeText(1, 30);
/** Left out, a change takes effect on the command's business date. */
const effectiveOn = businessDate.optional();

export const councilCommands = {
  ProposeCouncil: z.strictObject({
    name: title,
    kind: codeOf(councilKinds),
    leadAuthority,
    hostDistricts: z
      .array(districtCode)
      .min(1, { error: '至少填写一个主办区' })
      .max(20, { error: '主办区不得超过20个' }),
    meetingCadence: codeOf(meetingCadences),
    secretariatUnitId: id.optional(),
    declaredStatistics: z.array(declaredStatistic).max(50).optional(),
  }),
  /** A council whose day of foundation nobody remembers gives `establishedYear` only. */
  EstablishCouncil: z.strictObject({
    foundingDoc: docNumber.optional(),
    establishedOn: businessDate.optional(),
    establishedYear: z.int().min(2011).max(2099).optional(),
  }),
  AdoptCharter: z.strictObject({ charterVersion, adoptedOn: businessDate.optional() }),
  AdmitMember: z.strictObject({ unitId: id, effectiveOn }),
  VetoMember: z.strictObject({ unitId: id, reason }),
  SuspendMember: z.strictObject({ unitId: id, effectiveOn, reason }),
  ResumeMember: z.strictObject({ unitId: id, effectiveOn, reason: reason.optional() }),
  WithdrawMember: z.strictObject({ unitId: id, effectiveOn, reason }),
  /** `to` is the last day of the term. */
  AssignDutyDistrict: z.strictObject({ districtCode, from: businessDate, to: businessDate }),
  /** `handoverOn` is the first day of the incoming district's term. */
  HandOverDuty: z.strictObject({
    fromDistrict: districtCode,
    toDistrict: districtCode,
    handoverOn: businessDate,
    openItems: freeText(2, 2000).optional(),
  }),
  /** Either `pairs` and `unitMonths`, or the `value` that a document states. */
  SetParticipationBaseline: z.strictObject({
    period: basePeriod,
    origin: codeOf(baselineOrigins),
    pairs: z
      .int()
      .min(0)
      .max(10 ** 6)
      .optional(),
    unitMonths: rational.optional(),
    value: rational.optional(),
    qualifier,
    source: freeText(2, 200).optional(),
  }),
  SuspendCouncil: z.strictObject({ effectiveOn, reason }),
  ResumeCouncil: z.strictObject({ effectiveOn, reason: reason.optional() }),
  DissolveCouncil: z.strictObject({ effectiveOn, reason }),
};

/** What the unit's stream says about it, as the council needs it on the day of admission. */
export type Candidate = Readonly<{
  isActive: boolean;
  districtCode?: string;
  /** The recommendation for this council, if there is one. */
  recommendation?: Readonly<{ districtCode: string; recommendedBy: string; recommendedOn: BusinessDate }>;
}>;

/** What the handler reads elsewhere for a council's commands. */
export type CouncilFacts = {
  /** The new stream's id, and the code drawn from the counter. */
  ProposeCouncil: Readonly<{ councilId: string; councilCode: string }>;
  AdmitMember: ClosedMonths & Readonly<{ candidate: Candidate }>;
  SuspendMember: ClosedMonths;
  /** `unitIsActive`: on the effective date. */
  ResumeMember: ClosedMonths & Readonly<{ unitIsActive: boolean }>;
  WithdrawMember: ClosedMonths;
  DissolveCouncil: Readonly<{ activeAgreements: number; runningProjects: number }>;
};

/** Of this council. */
type ClosedMonths = Readonly<{ closedMonths: readonly Month[] }>;

export type CouncilCommand = CommandOf<typeof councilCommands, CouncilFacts>;

/** One of them by its type. */
export type CouncilCommandOf<T extends CouncilCommand['type']> = Of<CouncilCommand, T>;
