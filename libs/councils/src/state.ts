import { cityOf } from '@lianjian/kernel/divisions';
import type { BusinessDate } from '@lianjian/kernel/time';
import type { Rational } from './commands.js';
import type { BaselineOrigin, CouncilStatus, LeadLevel, MemberStatus } from './kinds.js';

type History<Status> = readonly Readonly<{ status: Status; from: BusinessDate }>[];

/** One district's turn at the chair; `to` is its last day. */
export type DutyTerm = Readonly<{ districtCode: string; from: BusinessDate; to: BusinessDate }>;

/** What one district has signed, and whether the other one has followed. */
export type Handover = Readonly<{
  handoverOn: BusinessDate;
  signedFor: string;
  signedBy: string;
  openItems?: string;
  isComplete: boolean;
}>;

/** The participation frequency that later ones are compared with: activities joined per unit and month. */
export type Baseline = Readonly<{
  period: string;
  origin: BaselineOrigin;
  value: Rational;
  pairs?: number;
  unitMonths?: Rational;
  qualifier: string;
  source?: string;
}>;

/** Histories are ordered by date, may reach into the future, and each entry holds until the next begins. */
export type Council = Readonly<{
  councilId: string;
  councilCode: string;
  leadAuthority: Readonly<{ level: LeadLevel; divisionCode: string }>;
  hostDistricts: readonly string[];
  proposedBy: string;
  charterVersion?: string;
  statuses: History<CouncilStatus>;
  /** By unit id. */
  members: Readonly<Record<string, History<MemberStatus>>>;
  /** By unit id: the day up to which recommendations are void, as the city did not want the unit admitted. */
  vetoed: Readonly<Record<string, BusinessDate>>;
  dutyTerms: readonly DutyTerm[];
  handovers: readonly Handover[];
  /** The latest of each period. */
  baselines: readonly Baseline[];
  /** A dissolution that a second person has not approved yet. */
  dissolution?: Readonly<{ effectiveOn: BusinessDate; reason: string; proposedBy: string }>;
}>;

/** `undefined` for a council that nobody proposed; every question below answers for it, too. */
export type CouncilState = Council | undefined;

const on = <Status>(history: History<Status>, date: BusinessDate): Status | undefined =>
  history.findLast(({ from }) => from <= date)?.status;

/** The council's status on that date; none before it was proposed or, where it is older than that, established. */
export const statusOn = (council: CouncilState, date: BusinessDate): CouncilStatus | undefined =>
  on(council?.statuses ?? [], date);

/** The unit's membership on that date; none when it had not been admitted by then. */
export const membershipOn = (council: CouncilState, unitId: string, date: BusinessDate): MemberStatus | undefined =>
  on(council?.members[unitId] ?? [], date);

/** The day its withdrawal took or is going to take effect; none for a unit that is or never was a member. */
export function leftOn(council: CouncilState, unitId: string): BusinessDate | undefined {
  const last = council?.members[unitId]?.at(-1);
  return last?.status === 'WITHDRAWN' ? last.from : undefined;
}

/** The district that has the chair on that date. */
export const dutyDistrictOn = (council: CouncilState, date: BusinessDate): string | undefined =>
  council?.dutyTerms.find(({ from, to }) => from <= date && date <= to)?.districtCode;

/** The baseline of that period. */
export const baselineOf = (council: CouncilState, period: string): Baseline | undefined =>
  council?.baselines.find((baseline) => baseline.period === period);

/** The status its history ends with. */
export const latestStatus = ({ statuses }: Council): CouncilStatus =>
  (statuses.at(-1) as Council['statuses'][number]).status;

/** The day the last change of status takes effect. */
export const latestChangeOn = ({ statuses }: Council): BusinessDate =>
  (statuses.at(-1) as Council['statuses'][number]).from;

/** The city all host districts belong to. */
export const cityOfCouncil = ({ hostDistricts }: Pick<Council, 'hostDistricts'>): string =>
  cityOf(hostDistricts[0] as string);
