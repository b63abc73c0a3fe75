import type { Schemas } from '../api/client';
import { groupsOf } from './evidence-groups';

type Event = Schemas['ReportCellEvent'];

/** The figures of the comparison whose events are why a month reads differently by now. */
const CAUSE_KEYS = ['late/M1', 'corrected/M1', 'late/M3', 'corrected/M3'] as const;
export type CauseKey = (typeof CAUSE_KEYS)[number];

/** An activity that is why a month reads differently than it was published. */
export type Cause = Readonly<{
  activityId: string;
  /** LATE 补报: it was not there before. LATE_GROUPS: some of its groups were not. CORRECTED 更正: it changed or is gone. */
  nature: 'LATE' | 'LATE_GROUPS' | 'CORRECTED';
  /** What was recorded since, oldest first. */
  events: readonly Event[];
}>;

const NATURE: Readonly<Record<CauseKey, Cause['nature']>> = {
  'late/M1': 'LATE',
  'corrected/M1': 'CORRECTED',
  'late/M3': 'LATE_GROUPS',
  'corrected/M3': 'CORRECTED',
};

/** Each activity once, under what weighs most of it. */
export function causesIn(eventsOf: Readonly<Record<CauseKey, readonly Event[]>>): Cause[] {
  const causes = new Map<string, Cause>();
  for (const key of CAUSE_KEYS) {
    for (const { subject, events } of groupsOf(eventsOf[key])) {
      if (subject.kind !== 'activity' || causes.has(subject.id)) continue;
      causes.set(subject.id, { activityId: subject.id, nature: NATURE[key], events });
    }
  }
  return [...causes.values()];
}

/** What was recorded, each kind once, and when the last of it: 更正参与人次、作废活动. */
export function recordedIn({ events }: Cause): Readonly<{ types: readonly Event[]; recordedAt: string }> {
  const types = events.filter((event, index) => events.findIndex(({ type }) => type === event.type) === index);
  return { types, recordedAt: events.at(-1)?.recordedAt ?? '' };
}
