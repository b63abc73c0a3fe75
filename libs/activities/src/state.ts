import type { BusinessDate, Instant } from '@lianjian/kernel/time';
import type { ActivityStatus } from './codes.js';
import type { MergeableActivity, RecordedParticipation } from './commands.js';

/** A host and its district on the start date. */
export type Host = Readonly<{ unitId: string; districtCode: string }>;

/** Person-times of one participant. */
export type Counts = Pick<RecordedParticipation, 'onSite' | 'remote' | 'partyMembers'>;

/** New numbers for a closed month that nobody has approved yet. */
export type ProposedCorrection = Readonly<{
  to: Counts;
  reason: string;
  proposedBy: string;
  /** How the office would settle a dispute. */
  settlesDispute: boolean;
}>;

/** What a unit says about its own headcount. */
export type Dispute = Readonly<{ claimed: Readonly<{ onSite: number; remote: number }>; disputedBy: string }>;

export type Activity = Readonly<{
  activityId: string;
  status: ActivityStatus;
  councilId: string;
  councilDistricts: readonly string[];
  /** The lead host first. */
  hosts: readonly Host[];
  startAt: Instant;
  /** The local date of the start. */
  startOn: BusinessDate;
  /** Accounts that entered or corrected any of it. */
  enteredBy: readonly string[];
  participations: readonly RecordedParticipation[];
  /** By participant. */
  proposed: Readonly<Record<string, ProposedCorrection>>;
  /** By participant. */
  disputes: Readonly<Record<string, Dispute>>;
  /** The project it belongs to, and the agreements it carries out. */
  projectId?: string;
  agreementIds: readonly string[];
  /** The records that were united with this one. */
  mergedFrom: readonly string[];
  /** The record that counts instead of this one. */
  mergedInto?: string;
}>;

/** Undefined: neither planned nor recorded. */
export type ActivityState = Activity | undefined;

const ENDED: readonly ActivityStatus[] = ['CANCELLED', 'VOIDED', 'MERGED'];

/** After these there is no other. */
export const isEnded = ({ status }: Activity): boolean => ENDED.includes(status);

/** ACT-a: whether it is in the figures. Plans never are, nor what was cancelled, voided or merged into another. */
export const countable = (activity: ActivityState): boolean =>
  activity?.status === 'HELD' || activity?.status === 'VERIFIED';

/** Its numbers alone; a number of Party members that is not known is left out. */
export const countsOf = ({ onSite, remote, partyMembers }: Counts): Counts => ({
  onSite,
  remote,
  ...(partyMembers !== undefined && { partyMembers }),
});

export const sameCounts = (a: Counts, b: Counts): boolean =>
  a.onSite === b.onSite && a.remote === b.remote && a.partyMembers === b.partyMembers;

export const totalOf = ({ onSite, remote }: Pick<Counts, 'onSite' | 'remote'>): number => onSite + remote;

/** Person-times that count: none of an activity that does not. */
export function totals(activity: ActivityState): Readonly<{ onSite: number; remote: number; total: number }> {
  const participations = activity && countable(activity) ? activity.participations : [];
  const onSite = participations.reduce((sum, participation) => sum + participation.onSite, 0);
  const remote = participations.reduce((sum, participation) => sum + participation.remote, 0);
  return { onSite, remote, total: onSite + remote };
}

/** Distinct districts of the hosts on the start date (C5), by code. */
export const hostDistricts = (activity: ActivityState): readonly string[] =>
  [...new Set(activity?.hosts.map(({ districtCode }) => districtCode))].sort();

export const participationOf = (activity: ActivityState, participantKey: string): RecordedParticipation | undefined =>
  activity?.participations.find(({ key }) => key === participantKey);

/** What the survivor of a merger has to know of this record; undefined where there is none. */
export function toMergeable(activityId: string, activity: ActivityState): MergeableActivity | undefined {
  if (!activity) return undefined;
  const { councilId, mergedInto, startAt, hosts, participations, enteredBy } = activity;
  return {
    activityId,
    councilId,
    countable: countable(activity),
    ...(mergedInto !== undefined && { mergedInto }),
    startAt,
    hosts,
    participations,
    enteredBy: [...new Set(enteredBy)],
  };
}
