import type { EventStore } from '@lianjian/event-sourcing/event-store';
import type { Instant } from '@lianjian/kernel/time';
import type { Report } from '@lianjian/reporting/report';
import { PUBLISHED } from './published-beside-live.js';
import type { PreparedReport } from './report-catalogue.js';

type Compared = Readonly<{
  /** The report as known then, and as known now. */
  before: PreparedReport;
  now: PreparedReport;
  /** Of the cells that changed. */
  keys: ReadonlySet<string>;
  since: Instant;
}>;

/**
 * The events recorded since behind the changed cells, oldest first. Of an activity, agreement or project these are all:
 * what was voided is no longer behind any cell, and still is why it changed. Of councils and units, which are behind
 * cells with one stretch of their history only, it is the events that the cells name.
 */
export async function causesOf(store: EventStore, { before, now, keys, since }: Compared): Promise<readonly string[]> {
  const named = new Set([...eventsBehind(before, keys), ...eventsBehind(now, keys)]);
  const streamOf = (eventId: string) => now.streams.get(eventId) ?? before.streams.get(eventId);
  const streams = [...new Set([...named].flatMap((eventId) => streamOf(eventId) ?? []))].sort();
  const read = await Promise.all(streams.map((stream) => store.read(stream)));
  return read
    .flat()
    .filter(({ metadata }) => metadata.recordedAt > since)
    .filter(({ id, stream }) => named.has(id) || /^(?:activity|agreement|project)-/.test(stream))
    .sort((a, b) => (a.metadata.recordedAt < b.metadata.recordedAt ? -1 : 1))
    .map(({ id }) => id);
}

const eventsBehind = ({ tell }: PreparedReport, keys: ReadonlySet<string>): string[] =>
  cellsOf(tell(PUBLISHED)).flatMap(({ key, eventIds }) => (keys.has(key) ? eventIds : []));

const cellsOf = ({ tables }: Report) => tables.flatMap(({ rows }) => rows).flatMap(({ cells }) => Object.values(cells));
