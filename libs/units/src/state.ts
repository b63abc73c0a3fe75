import type { BusinessDate } from '@lianjian/kernel/time';
import type { UnitProfile } from './commands.js';
import type { UnitStatus } from './kinds.js';

/** That the organization department of a unit's district recommended it to a council. */
export type Recommendation = Readonly<{
  councilId: string;
  districtCode: string;
  recommendedBy: string;
  recommendedOn: BusinessDate;
}>;

/** A change of district that the gaining district has not answered yet. */
export type RequestedTransfer = Readonly<{
  from: string;
  to: string;
  effectiveOn: BusinessDate;
  requestedBy: string;
  reason: string;
}>;

/** Histories are ordered by date, may reach into the future, and each entry holds until the next begins. */
export type Unit = Readonly<{
  unitId: string;
  unitNo: string;
  profile: UnitProfile;
  contactRef?: string;
  /** The council it was registered for, where one was named. */
  registeredFor?: string;
  districts: readonly Readonly<{ code: string; from: BusinessDate }>[];
  statuses: readonly Readonly<{ status: UnitStatus; from: BusinessDate }>[];
  recommendations: readonly Recommendation[];
  transfer?: RequestedTransfer;
  mergedInto?: string;
}>;

/** `undefined` for a unit that was never registered; every question below answers for it, too. */
export type UnitState = Unit | undefined;

const ENDED: readonly UnitStatus[] = ['WITHDRAWN', 'MERGED', 'CLOSED'];

/** After these there is no other. */
export const isEnded = (status: UnitStatus): boolean => ENDED.includes(status);

/** The entry its status history ends with. */
export const latest = ({ statuses }: Unit) => statuses.at(-1) as Unit['statuses'][number];

/** The district it belongs to, or is going to belong to once an accepted transfer takes effect. */
export const lastDistrict = ({ districts }: Unit) => (districts.at(-1) as Unit['districts'][number]).code;

/** The district the unit belongs to on that date; none before it was registered. */
export const districtOn = (unit: UnitState, date: BusinessDate): string | undefined =>
  unit?.districts.findLast(({ from }) => from <= date)?.code;

/** The status on that date; none before the unit was registered. */
export const statusOn = (unit: UnitState, date: BusinessDate): UnitStatus | undefined =>
  unit?.statuses.findLast(({ from }) => from <= date)?.status;

export const isActiveOn = (unit: UnitState, date: BusinessDate): boolean => statusOn(unit, date) === 'ACTIVE';

/** The councils it was recommended to, each once: those it is or ever was a member of are among them. */
export const recommendedTo = (unit: UnitState): readonly string[] => [
  ...new Set((unit?.recommendations ?? []).map(({ councilId }) => councilId)),
];

/** The latest recommendation of the unit for that council. */
export const recommendationFor = (unit: UnitState, councilId: string): Recommendation | undefined =>
  unit?.recommendations.findLast((recommendation) => recommendation.councilId === councilId);

/** What a council has to know of a unit that is to be admitted on that date (`Candidate` of its AdmitMember). */
export const candidateFor = (unit: UnitState, councilId: string, date: BusinessDate) => ({
  isActive: isActiveOn(unit, date),
  districtCode: districtOn(unit, date),
  recommendation: recommendationFor(unit, councilId),
});

/** The USCC that nobody else may hold: a legal entity's. Organizations within one legal person share theirs (E24). */
export const exclusiveUscc = ({ hostKind, hostEntities }: Pick<UnitProfile, 'hostKind' | 'hostEntities'>) =>
  hostKind === 'LEGAL_ENTITY' ? hostEntities[0]?.uscc : undefined;

/**
 * The USCC that is this unit's alone on that date or is going to be; none before activation and after its end. A
 * withdrawal that still lies ahead frees it when it comes, not when it is recorded.
 */
export function heldUscc(unit: UnitState, date: BusinessDate): string | undefined {
  const isCounted = unit?.statuses.some(({ status }, index) => {
    const until = unit.statuses[index + 1]?.from;
    return (status === 'ACTIVE' || status === 'SUSPENDED') && (until === undefined || until > date);
  });
  return unit && isCounted ? exclusiveUscc(unit.profile) : undefined;
}
