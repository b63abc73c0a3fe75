import type { EventStore, RecordedEvent } from '@lianjian/event-sourcing/event-store';
import type {
  ActivityReportFacts,
  AgreementReportFacts,
  ChangedActivitiesFacts,
  FrequencyReportFacts,
  MembershipReportFacts,
  ProjectReportFacts,
} from '@lianjian/reporting/facts';
import type { Evidence } from '@lianjian/reporting/measure';

type AllFacts = ActivityReportFacts &
  FrequencyReportFacts &
  AgreementReportFacts &
  ProjectReportFacts &
  MembershipReportFacts;

/** In which stream each event is that the facts rest on. */
export type EventStreams = ReadonlyMap<string, string>;

export function eventStreamsOf(facts: Pick<AllFacts, 'council'> & Partial<AllFacts>): EventStreams {
  const streams = new Map<string, string>();
  const put = (stream: string, ...rows: readonly (readonly Evidence[])[]) => {
    for (const eventId of rows.flat().flatMap(({ eventIds }) => eventIds)) streams.set(eventId, stream);
  };
  const { council, units = [], activities = [], baselineActivities = [], agreements = [], projects = [] } = facts;
  const { baseline, declaredStatistics = [], earlierMonths } = facts;

  put(`council-${council.councilId}`, baseline ? [baseline] : [], declaredStatistics);
  for (const { unitId, districts, active, memberships, end } of units) {
    put(`unit-${unitId}`, districts, active, end ? [end] : []);
    put(`council-${council.councilId}`, memberships);
  }
  for (const activity of [...activities, ...baselineActivities]) {
    put(`activity-${activity.activityId}`, [activity], activity.participations);
  }
  for (const [eventId, stream] of earlierMonths ? streamsOfChanges(earlierMonths) : []) streams.set(eventId, stream);
  for (const agreement of agreements) {
    put(`agreement-${agreement.agreementId}`, [agreement], agreement.states, agreement.obligations);
  }
  for (const project of projects) put(`project-${project.projectId}`, [project], project.states, project.milestones);
  return streams;
}

/** The same for what became known of activities. */
export const streamsOfChanges = ({ changedBy }: Pick<ChangedActivitiesFacts, 'changedBy'>): EventStreams =>
  new Map([...changedBy].flatMap(([id, eventIds]) => eventIds.map((eventId) => [eventId, `activity-${id}`] as const)));

/** Those events, in that order, from the streams they are in. */
export async function readEvents(
  store: EventStore,
  eventIds: readonly string[],
  streams: EventStreams,
): Promise<readonly RecordedEvent[]> {
  const wanted = [...new Set(eventIds.flatMap((eventId) => streams.get(eventId) ?? []))];
  const read = await Promise.all(wanted.map((stream) => store.read(stream)));
  const byId = new Map(read.flat().map((event) => [event.id, event]));
  return eventIds.flatMap((eventId) => byId.get(eventId) ?? []);
}
