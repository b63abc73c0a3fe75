import type { Description, HistoryEntry } from './describe-event';

export type Told = Readonly<{ entry: HistoryEntry; description: Description }>;
/** What one person did at one time. */
export type Deed = Readonly<{ key: string; first: HistoryEntry; told: readonly Told[] }>;

const deedOf = ({ actor, onBehalfOf, source, correlationId, occurredOn, recordedAt }: HistoryEntry) =>
  [actor.mandateId, onBehalfOf, source, correlationId, occurredOn, recordedAt].join('|');

/** Newest deed first; within a deed, its events in their own order. */
export function deeds(told: readonly Told[]): readonly Deed[] {
  const found: { key: string; first: HistoryEntry; told: Told[] }[] = [];
  for (const each of told) {
    const last = found.at(-1);
    if (last && deedOf(last.first) === deedOf(each.entry)) last.told.push(each);
    else found.push({ key: each.entry.eventId, first: each.entry, told: [each] });
  }
  return found.reverse();
}
