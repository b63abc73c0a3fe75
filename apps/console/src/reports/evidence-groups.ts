import type { Schemas } from '../api/client';

type Event = Schemas['ReportCellEvent'];
type SubjectKind = 'activity' | 'agreement' | 'project' | 'unit' | 'council' | 'period';

/** What an event happened to. */
export type Subject = Readonly<{ kind: SubjectKind; id: string }>;
type EvidenceGroup = Readonly<{ stream: string; subject: Subject; events: readonly Event[] }>;

const KINDS: readonly SubjectKind[] = ['activity', 'agreement', 'project', 'unit', 'council', 'period'];

/** The object whose stream it is: `activity-<id>`. */
export function subjectOf(stream: string): Subject {
  const kind = KINDS.find((each) => stream.startsWith(`${each}-`)) ?? 'council';
  return { kind, id: stream.slice(kind.length + 1) };
}

/** Where people look at it. */
export function pageOf({ kind, id }: Subject): string {
  if (kind === 'period') return `/councils/${id.slice(0, -8)}/months/${id.slice(-7)}`;
  return {
    activity: '/activities',
    agreement: '/agreements',
    project: '/projects',
    unit: '/units',
    council: '/councils',
  }[kind].concat(`/${id}`);
}

/** Events by the object they happened to, in the order in which the objects first appear, each object's by version. */
export function groupsOf(events: readonly Event[]): EvidenceGroup[] {
  const groups = new Map<string, Event[]>();
  for (const event of events) {
    const group = groups.get(event.stream);
    if (!group) groups.set(event.stream, [event]);
    else if (group.every(({ eventId }) => eventId !== event.eventId)) group.push(event);
  }
  return [...groups].map(([stream, own]) => ({
    stream,
    subject: subjectOf(stream),
    events: own.sort((a, b) => a.version - b.version),
  }));
}
