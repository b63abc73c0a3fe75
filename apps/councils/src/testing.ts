import { randomUUID } from 'node:crypto';
import type { CommandContext } from '@lianjian/event-sourcing/command-context';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import { Directory } from '@lianjian/event-sourcing/directory';
import { InMemoryEventStore } from '@lianjian/event-sourcing/in-memory-event-store';
import { businessDateOf, type Instant, startOf } from '@lianjian/kernel/time';
import type { Actor } from '@lianjian/permissions/actor';
import type { UnitEvent } from '@lianjian/units/events';
import { profile, registered } from '@lianjian/units/testing';

// What the specs of these handlers stand on: streams in memory, and requests without a network.

/** Nine in the morning. */
export const on = (date: string): Instant => new Date(Date.parse(startOf(date)) + 9 * 3_600_000).toISOString();

export const requestBy = (actor: Actor, at: Instant): CommandContext => {
  const metadata: CommandContext['metadata'] = (reasons) => ({
    source: 'API',
    correlationId: 'request',
    causationId: 'request',
    ...reasons,
  });
  return {
    actor,
    at,
    occurredOn: businessDateOf(at),
    newId: () => randomUUID(),
    metadata,
    options: (reasons) => ({ metadata: metadata(reasons) }),
  };
};

/** Puts into a stream what happened before. */
export async function past(store: InMemoryEventStore, stream: string, ...events: readonly DomainEvent[]) {
  const { length } = await store.read(stream);
  const actor: Actor = { accountId: 'history', mandateId: 'history', role: 'SYSTEM', scope: '*' };
  const metadata = { ...requestBy(actor, on('2026-01-12')).metadata(), actor };
  const recorded = { occurredOn: '2026-01-12', recordedAt: on('2026-01-12') };
  await store.append(
    stream,
    length,
    events.map((event) => ({ ...event, id: randomUUID(), schema: 1, metadata: { ...metadata, ...recorded } })),
  );
}

/** Knows the agreements that it is told of. */
export class ListedAgreements extends Directory {
  constructor(private readonly ids: readonly string[] = []) {
    super();
  }

  agreementsOfUnit = async () => this.ids;
  agreementsOfCouncil = async () => this.ids;
  agreementsDue = async () => [];
  projectsOfCouncil = async () => [];
}

/** Another unit of the same district, and of the same profile but for what is said otherwise. */
export const registeredAs = (unitId: string, changes: Partial<typeof profile> = {}): UnitEvent =>
  ({
    ...registered,
    data: { ...registered.data, unitId, profile: { ...profile, ...changes } } as never,
  }) as UnitEvent;
