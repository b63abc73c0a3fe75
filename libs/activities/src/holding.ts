import { addDays, type BusinessDate, businessDateOf, type Instant } from '@lianjian/kernel/time';
import type { MemberCountBand } from '@lianjian/units/kinds';
import type { ParticipationFlag, ParticipationRole } from './codes.js';
import type {
  ActivityCommandOf,
  ActivityProfile,
  HoldingFacts,
  ParticipationData,
  RecordedParticipation,
  UnitOnDay,
} from './commands.js';
import type { ActivityEvent } from './events.js';
import { refuse } from './refusals.js';
import {
  type Activity,
  type ActivityState,
  type Counts,
  countable,
  countsOf,
  type Host,
  isEnded,
  sameCounts,
  totalOf,
} from './state.js';

export function plan(command: ActivityCommandOf<'PlanActivity'>, activity: ActivityState): readonly ActivityEvent[] {
  if (activity) return refuse(isEnded(activity) ? 'activity/ended' : 'activity/already-planned');
  const { onBehalfOfUnitId: _, ...profile } = command.data;
  return [{ type: 'ActivityPlanned', data: holding(command, profile) }];
}

/** The whole record at once: that it was held, and who took part. On a plan it replaces what was planned. */
export function record(
  command: ActivityCommandOf<'RecordActivity'>,
  activity: ActivityState,
): readonly ActivityEvent[] {
  const { data, facts, by, at } = command;
  if (activity && isEnded(activity)) return refuse('activity/ended');
  if (activity && countable(activity)) return refuse('activity/already-recorded');
  if (activity && activity.councilId !== data.councilId) return refuse('activity/council-fixed');

  const { participations, summary, onBehalfOfUnitId: _, ...profile } = data;
  if (profile.startAt > at) return refuse('activity/in-future');
  const held = holding(command, profile);
  assertNotTooLongAgo(held.startOn, command);
  return [
    { type: 'ActivityHeld', data: { ...held, summary, late: facts.monthClosed, recordedBy: by.accountId } },
    ...takingPart(participations, { ...held, participations: [] }, command),
  ];
}

/** Participants that the record still lacks; once it is verified, by the office alone. */
export function recordParticipation(
  command: ActivityCommandOf<'RecordParticipation'>,
  activity: Activity,
): readonly ActivityEvent[] {
  if (!countable(activity)) return refuse('activity/not-held');
  const events = takingPart(command.data.participations, activity, command);
  if (events.length === 0) return [];
  assertNotTooLongAgo(activity.startOn, command);
  if (activity.status === 'VERIFIED' && command.by.role === 'UNIT')
    return refuse('activity/verified-changed-by-office');
  return events;
}

/** Four eyes: who entered or corrected any of it does not verify it. First every dispute is resolved. */
export function verify(
  { data, by }: ActivityCommandOf<'VerifyActivity'>,
  activity: Activity,
): readonly ActivityEvent[] {
  if (activity.status === 'VERIFIED') return [];
  if (!countable(activity)) return refuse('activity/not-held');
  if (Object.keys(activity.disputes).length > 0) return refuse('activity/dispute-open');
  if (activity.enteredBy.includes(by.accountId)) return refuse('activity/recorder-cannot-verify');
  return [{ type: 'ActivityVerified', data: { ...data, verifiedBy: by.accountId } }];
}

/** What a plan and a record have in common, once its rules hold. */
function holding(command: ActivityCommandOf<'PlanActivity' | 'RecordActivity'>, profile: ActivityProfile) {
  const { activityId, councilIsEstablished, councilDistricts, units, knownLinks } = command.facts;
  const { startAt, endAt, projectId, agreementIds } = profile;
  if (!councilIsEstablished) return refuse('activity/council-not-established');
  assertDuration(startAt, endAt);
  const hosts = hostsOf(profile, units);
  const links = projectId === undefined ? agreementIds : [projectId, ...agreementIds];
  if (links.some((link) => !knownLinks.includes(link))) return refuse('activity/link-unknown');
  return {
    ...profile,
    activityId,
    coHostUnitIds: hosts.slice(1).map(({ unitId }) => unitId),
    hosts,
    councilDistricts,
    startOn: businessDateOf(startAt),
    ...enteredBy(command, hosts),
  };
}

const LONGEST_MS = 72 * 60 * 60 * 1000;

/** ACT-c: what takes longer is a series, one record a session. */
function assertDuration(startAt: Instant, endAt: Instant): void {
  const duration = Date.parse(endAt) - Date.parse(startAt);
  if (duration <= 0 || duration > LONGEST_MS) refuse('activity/ends-too-soon-or-late');
}

/** ACT-b: each host once, the lead host first. */
function hostsOf({ leadHostUnitId, coHostUnitIds }: ActivityProfile, units: readonly UnitOnDay[]): Host[] {
  return [...new Set([leadHostUnitId, ...coHostUnitIds])].map((unitId) => {
    const unit = units.find((each) => each.unitId === unitId);
    if (!unit?.isMember || unit.districtCode === undefined) {
      return refuse(unitId === leadHostUnitId ? 'activity/lead-host-not-member' : 'activity/co-host-not-member');
    }
    return { unitId, districtCode: unit.districtCode };
  });
}

type EnteredBy = Readonly<{ enteredBy: 'HOST' } | { enteredBy: 'OFFICE'; onBehalfOfUnitId: string }>;

/** ACT-h: any host enters for itself; the office enters for a host, for the lead host unless it says otherwise. */
function enteredBy(
  { data, by }: ActivityCommandOf<'PlanActivity' | 'RecordActivity'>,
  hosts: readonly Host[],
): EnteredBy {
  const { leadHostUnitId, onBehalfOfUnitId } = data;
  const isHost = (unitId: string) => hosts.some((host) => host.unitId === unitId);
  if (by.role === 'COORD') {
    const hostUnitId = onBehalfOfUnitId ?? leadHostUnitId;
    if (!isHost(hostUnitId)) return refuse('activity/on-behalf-of-no-host');
    return { enteredBy: 'OFFICE', onBehalfOfUnitId: hostUnitId };
  }
  if (by.role !== 'UNIT' || !isHost(by.scope)) return refuse('activity/not-a-host');
  if (onBehalfOfUnitId !== undefined && onBehalfOfUnitId !== by.scope) return refuse('activity/unit-enters-for-itself');
  return { enteredBy: 'HOST' };
}

type Recording = ActivityCommandOf<'RecordActivity' | 'RecordParticipation'>;

/** E28: what lies more than a year back needs the office's consent, so it is the office that enters it. */
function assertNotTooLongAgo(startOn: BusinessDate, { by, at }: Recording): void {
  if (by.role !== 'COORD' && startOn < addDays(businessDateOf(at), -365)) refuse('activity/too-long-ago');
}

type Before = Pick<Activity, 'activityId' | 'hosts' | 'participations'>;

/** One event for each participant that is not recorded yet. */
function takingPart(
  wished: readonly ParticipationData[],
  { activityId, hosts, participations }: Before,
  { facts, by }: Recording & Readonly<{ facts: Pick<HoldingFacts, 'units' | 'monthClosed'> }>,
): ActivityEvent[] {
  if (new Set(wished.map(nameOf)).size < wished.length) return refuse('activity/participant-twice');
  let guests = participations.filter(({ guestName }) => guestName !== undefined).length;

  return wished.flatMap((data): ActivityEvent[] => {
    const counts = countsOf(data);
    if (totalOf(counts) < 1) return refuse('activity/headcount-missing');
    assertPartyMembers(counts);
    const known = participations.find((each) => (each.unitId ?? each.guestName) === nameOf(data));
    if (known) return sameCounts(known, counts) ? [] : refuse('activity/participant-recorded');
    if ('guest' in data) guests += 1;
    const participation = {
      ...('guest' in data ? aGuest(data.guest, guests) : aUnit(data.unitId, facts.units, hosts)),
      ...counts,
    };
    const flags = flagsOf(participation, facts.units);
    return [
      {
        type: 'ParticipationRecorded',
        data: { activityId, participation, flags, late: facts.monthClosed, recordedBy: by.accountId },
      },
    ];
  });
}

const nameOf = (data: ParticipationData): string => ('unitId' in data ? data.unitId : data.guest.name);

type Participant = Omit<RecordedParticipation, keyof Counts>;

/** E7: a group from outside, numbered within the record. */
function aGuest({ name, districtCode }: Readonly<{ name: string; districtCode?: string }>, no: number): Participant {
  return {
    key: `guest-${no}`,
    guestName: name,
    ...(districtCode !== undefined && { districtCodeAtDate: districtCode }),
    role: 'GUEST',
    external: true,
  };
}

/** C6, ACT-b: a registered unit as it was on the start date; external (E6) where it was no active member then. */
function aUnit(unitId: string, units: readonly UnitOnDay[], hosts: readonly Host[]): Participant {
  const unit = units.find((each) => each.unitId === unitId);
  if (!unit) return refuse('activity/unit-unknown');
  const { districtCode, isMember } = unit;
  return {
    key: unitId,
    unitId,
    ...(districtCode !== undefined && { districtCodeAtDate: districtCode }),
    role: roleOf(unitId, hosts),
    external: !isMember,
  };
}

/** The part a participant has in an activity with these hosts, the lead host first. */
export function roleOf(unitId: string | undefined, hosts: readonly Host[]): ParticipationRole {
  const index = hosts.findIndex((host) => host.unitId === unitId);
  if (index < 0) return 'GUEST';
  return index === 0 ? 'HOST' : 'CO_HOST';
}

/** No more Party members than people. */
export function assertPartyMembers(counts: Counts): void {
  if ((counts.partyMembers ?? 0) > totalOf(counts)) refuse('activity/party-members-exceed');
}

/** The most members a unit of that band has; the last band is open. */
const LARGEST: Readonly<Partial<Record<MemberCountBand, number>>> = { '0-2': 2, '3-6': 6, '7-49': 49, '50-99': 99 };
const UNLIKELY_TIMES = 3;

/** ACT-e: far more people than the unit has members is worth a look, and may be right. */
function flagsOf(participation: RecordedParticipation, units: readonly UnitOnDay[]): readonly ParticipationFlag[] {
  const band = units.find(({ unitId }) => unitId === participation.unitId)?.memberCountBand;
  const largest = band && LARGEST[band];
  return largest !== undefined && totalOf(participation) > UNLIKELY_TIMES * largest ? ['HEADCOUNT_UNLIKELY'] : [];
}
