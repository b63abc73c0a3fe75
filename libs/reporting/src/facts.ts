/**
 * What the measures are computed from: plain rows, gathered by the read side **as known at one instant** (`asOf`).
 *
 * - Nothing here is a figure: no counts, rates or flags that a rule of `rules.ts` would decide.
 * - A business date is `YYYY-MM-DD` in Shanghai, an instant is UTC. District means a six-digit division code.
 * - A span is half-open: `until` is the first day on which it is no longer true. None means "still".
 * - `eventIds` are what a cell opens to. They never change a figure.
 * - The order of rows never matters.
 */
import type { ActivityKind } from '@lianjian/activities/codes';
import type { AgreementKind, AgreementStatus } from '@lianjian/agreements/codes';
import type { Quantity } from '@lianjian/kernel/fields';
import type { BusinessDate, Instant } from '@lianjian/kernel/time';
import type { ProjectStatus, projectCategories } from '@lianjian/projects/codes';
import type { UnitKind } from '@lianjian/units/kinds';

/** True on the days `from ≤ day < until`. */
export type Span = Readonly<{ from: BusinessDate; until?: BusinessDate; eventIds: readonly string[] }>;

/** The council of the report. */
export type CouncilFact = Readonly<{
  councilId: string;
  name: string;
  hostDistricts: readonly string[];
  /** Since it was established (1 January where only the year is known), and until it was dissolved (E12). */
  from: BusinessDate;
  until?: BusinessDate;
}>;

/**
 * A unit that is or was a member of the council, or that other rows of the report name (hosts, parties, survivors of
 * mergers): those have no memberships.
 */
export type UnitFact = Readonly<{
  unitId: string;
  /** Unit code: decides the order of rows. */
  unitNo: string;
  name: string;
  unitKind: UnitKind;
  /** Effective-dated history, earliest first; each holds until the next begins. Future ones may be there. */
  districts: readonly Readonly<{ code: string; from: BusinessDate; eventIds: readonly string[] }>[];
  /** The days on which the registry says ACTIVE. */
  active: readonly Span[];
  /** Memberships in this council, from admission to withdrawal, with the days on which each was suspended. */
  memberships: readonly (Span & Readonly<{ suspended: readonly Span[] }>)[];
  /** How the unit itself ended, if it did; `into` is the survivor of a merger. */
  end?: Readonly<{
    on: BusinessDate;
    kind: 'WITHDRAWN' | 'MERGED' | 'CLOSED';
    into?: string;
    eventIds: readonly string[];
  }>;
  /** Agreement events and project claims of the unit; only those within the report's period are needed (M31). */
  engagements: readonly Readonly<{ on: BusinessDate; eventIds: readonly string[] }>[];
}>;

/** A unit that hosts, and its district on the day of the activity (C5). */
export type HostFact = Readonly<{ unitId: string; district: string }>;

/** One group that took part; one row per activity and unit, and one per outside guest. */
export type ParticipationFact = Readonly<{
  /** Names the group within its activity, in every version of the record. */
  key: string;
  /** Absent for a guest that is not in the registry. */
  unitId?: string;
  /** As copied into the event (C6). Only a guest may lack one. */
  district?: string;
  /** Person-times. */
  onSite: number;
  remote: number;
  /** Not an active member on that day: a guest (E7) or a suspended unit (E6). */
  external: boolean;
  eventIds: readonly string[];
}>;

/**
 * An activity that counts: HELD or later, not cancelled, not voided, not merged into another one. A merged pair is one
 * row, the survivor, with the participations united.
 */
export type ActivityFact = Readonly<{
  activityId: string;
  /** The one council it counts in. Rows of another council are references (E20): listed, never counted. */
  councilId: string;
  title: string;
  /** Date of the start on the wall in Shanghai (C1). */
  startOn: BusinessDate;
  startAt: Instant;
  kind: ActivityKind;
  /** In words, as recorded. */
  place: string;
  leadHost: HostFact;
  /** All hosts, the lead among them. */
  hosts: readonly HostFact[];
  participations: readonly ParticipationFact[];
  verified: boolean;
  /** When the service was first told that it was held: `recordedAt` of the event that made it countable. */
  recordedAt: Instant;
  eventIds: readonly string[];
}>;

/** Activities that had any event recorded in `from < recordedAt ≤ to`, as known at both ends. */
export type ChangedActivitiesFacts = Readonly<{
  from: Instant;
  to: Instant;
  before: readonly ActivityFact[];
  after: readonly ActivityFact[];
  /** By activity: the ids of those events, also where they made it vanish. */
  changedBy: ReadonlyMap<string, readonly string[]>;
}>;

/** A duty under an agreement with a day by which it is due. */
export type ObligationFact = Readonly<{
  obligationId: string;
  unitId: string;
  text: string;
  dueOn: BusinessDate;
  fulfilledOn?: BusinessDate;
  /** Confirmed by the counter-party in full: the day of the confirmation that met the target. */
  confirmedOn?: BusinessDate;
  eventIds: readonly string[];
}>;

/** A state and the business date since which it holds, earliest first; of two on one day the later one counts. */
export type StateFact<State extends string> = Readonly<{
  state: State;
  from: BusinessDate;
  eventIds: readonly string[];
}>;

/** An agreement of the council, or with a member of it as a party. */
export type AgreementFact = Readonly<{
  agreementId: string;
  agreementNo: string;
  title: string;
  kind: AgreementKind;
  /** `district` as it was when the agreement was made; the unit's own history wins where the unit is known. */
  parties: readonly Readonly<{ unitId: string; district: string }>[];
  termFrom: BusinessDate;
  /** Last day of the term. */
  termTo: BusinessDate;
  states: readonly StateFact<AgreementStatus>[];
  filedDistricts: readonly string[];
  /** Days of linked activities, obligation events and events of linked projects; older than the dormancy line may be left out. */
  linkedOn: readonly BusinessDate[];
  obligations: readonly ObligationFact[];
  eventIds: readonly string[];
}>;

export type MilestoneFact = Readonly<{
  milestoneId: string;
  name: string;
  /** As first registered, and as the last replanning left it. */
  originalDueOn: BusinessDate;
  plannedDueOn: BusinessDate;
  reachedOn?: BusinessDate;
  eventIds: readonly string[];
}>;

export type ProjectFact = Readonly<{
  projectId: string;
  /** Absent until it is registered. */
  projectNo?: string;
  name: string;
  category: keyof typeof projectCategories;
  leadDistrict: string;
  /** All districts, the lead district among them. */
  districts: readonly string[];
  leadUnitId: string;
  secretaryLed: boolean;
  states: readonly StateFact<ProjectStatus>[];
  /** End of the plan as first registered, and as the last replanning left it. */
  originalEndOn: BusinessDate;
  plannedEndOn: BusinessDate;
  termination?: Readonly<{ reason: string; approved: boolean }>;
  milestones: readonly MilestoneFact[];
  /** One row a budget line; integer fen. */
  budget: readonly Readonly<{ source: string; plannedFen: number; actualFen: number }>[];
  eventIds: readonly string[];
}>;

/** 基期, as the council set it. Both origins state a value; only a MEASURED one has events behind it. */
export type BaselineFact = Readonly<{
  /** A month, quarter, half-year or year: `2019H1`. */
  period: string;
  origin: 'MEASURED' | 'DECLARED';
  /** Joined activities per unit per month over all enterprise units. */
  value: Readonly<{ numerator: number; denominator: number }>;
  qualifier: Quantity['qualifier'];
  /** The document it was taken from. */
  source?: string;
  eventIds: readonly string[];
}>;

/** A figure that somebody published, kept as it was said and never counted with. */
export type DeclaredStatisticFact = Readonly<{
  name: string;
  quantity: Readonly<Quantity>;
  /** `2026`, `2026-01` or a date. */
  asOf: string;
  scope: string;
  source: string;
  eventIds: readonly string[];
}>;

/** `activities` start within the period; those that count in another council are its references. */
export type ActivityReportFacts = Readonly<{
  council: CouncilFact;
  units: readonly UnitFact[];
  activities: readonly ActivityFact[];
  /**
   * What became known of earlier, closed months in this month's window: (close of M−1, close of M], ending at `asOf`
   * while M is open. Absent while M−1 is open, and for periods longer than a month.
   */
  earlierMonths?: ChangedActivitiesFacts;
}>;

/** `baselineActivities` start within the period of a MEASURED baseline; none for a DECLARED one. */
export type FrequencyReportFacts = Readonly<{
  council: CouncilFact;
  units: readonly UnitFact[];
  activities: readonly ActivityFact[];
  baseline?: BaselineFact;
  baselineActivities: readonly ActivityFact[];
}>;

/** */
export type AgreementReportFacts = Readonly<{
  council: CouncilFact;
  units: readonly UnitFact[];
  agreements: readonly AgreementFact[];
}>;

/** Projects that count in this council. */
export type ProjectReportFacts = Readonly<{
  council: CouncilFact;
  projects: readonly ProjectFact[];
}>;

/** */
export type MembershipReportFacts = Readonly<{
  council: CouncilFact;
  units: readonly UnitFact[];
  declaredStatistics: readonly DeclaredStatisticFact[];
}>;
