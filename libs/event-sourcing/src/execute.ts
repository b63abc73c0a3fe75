import { newEventId } from '@lianjian/kernel/ids';
import type { Instant } from '@lianjian/kernel/time';
import { type Actor, within } from '@lianjian/permissions/actor';
import type { Aggregate, Command, DomainEvent } from './decider.js';
import { DomainError, KeyReusedError, notFound, WrongVersionError } from './errors.js';
import type { EventStore, Metadata, RecordedEvent } from './event-store.js';
import { currentSchema, upcast } from './upcast.js';

export type ExecuteOptions = Readonly<{
  metadata: Omit<Metadata, 'actor' | 'recordedAt' | 'occurredOn'>;
  /** The version the caller decided upon (an ETag). Losing a race then fails instead of deciding again. */
  expectedVersion?: number;
}>;

/** What a command did: the stream's version after it, the position of its last event, and its events (none: already so). */
export type Executed<E> = Readonly<{ version: number; position?: string; events: readonly E[] }>;

export type Loaded<State> = Readonly<{ state: State; version: number; recorded: readonly RecordedEvent[] }>;

const MAX_ATTEMPTS = 5;

/** Reads and folds one stream. `version` 0 means that there is none. */
export async function load<State, C extends Command, E extends DomainEvent>(
  store: EventStore,
  aggregate: Aggregate<State, C, E>,
  id: string,
): Promise<Loaded<State>> {
  const recorded = await store.read(`${aggregate.category}-${id}`);
  const state = recorded.reduce(
    (folded, event) => aggregate.evolve(folded, upcast<E>(event, aggregate.upcasters)),
    aggregate.initialState,
  );
  return { state, version: recorded.at(-1)?.version ?? 0, recorded };
}

/**
 * Read, fold, permit, decide, append: the only write path of every service.
 *
 * The same idempotency key gives the first answer again and writes nothing; with another request it throws
 * KeyReusedError. A lost race is decided again on what the winner wrote, unless the caller named a version.
 *
 * `gather` fetches the command's facts: after the permission, so that nobody draws a number or takes a reservation for a
 * command that is not his to send, and again for every attempt.
 */
export async function execute<State, C extends Command, E extends DomainEvent>(
  store: EventStore,
  aggregate: Aggregate<State, C, E>,
  id: string,
  command: C,
  { metadata, expectedVersion }: ExecuteOptions,
  gather?: (state: State) => Promise<C['facts']>,
): Promise<Executed<E>> {
  const stream = `${aggregate.category}-${id}`;

  for (let attempt = 1; ; attempt += 1) {
    const { state, version, recorded } = await load(store, aggregate, id);

    const answered = firstAnswer<E>(recorded, command.by, metadata, aggregate);
    if (answered) return answered;

    permit(aggregate, command, state, version);
    if (expectedVersion !== undefined && expectedVersion !== version) {
      throw new WrongVersionError(stream, expectedVersion, version);
    }

    const informed = gather ? { ...command, facts: await gather(state) } : command;
    const events = aggregate.decide(informed, state);
    if (events.length === 0) return { version, position: recorded.at(-1)?.position, events };

    const recordedAt = notBefore(recorded.at(-1), command.at);
    try {
      const written = await store.append(
        stream,
        version,
        events.map(({ type, data }, index) => ({
          id: newEventId(stream, command.by.accountId, metadata.idempotencyKey, index),
          type,
          schema: currentSchema(type, aggregate.upcasters),
          data,
          metadata: { ...metadata, actor: asRecorded(command.by), occurredOn: command.on, recordedAt },
        })),
      );
      return { version: version + events.length, position: written.at(-1)?.position, events };
    } catch (error) {
      const lostRace = error instanceof WrongVersionError;
      if (!lostRace || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

/** The actor and nothing else that the object may carry, such as a name: no event holds one. */
const asRecorded = ({ accountId, mandateId, role, scope }: Actor): Actor => ({ accountId, mandateId, role, scope });

/**
 * Requests that race may be decided in another order than they came, and clocks of two processes may disagree. Within a
 * stream no event is recorded before the one that it follows, so that what was known at an instant is always a prefix.
 */
function notBefore(last: RecordedEvent | undefined, at: Instant): Instant {
  return last && last.metadata.recordedAt > at ? last.metadata.recordedAt : at;
}

/** The answer given when this key was first used on this stream by this account, if it was. */
export function firstAnswer<E extends DomainEvent>(
  recorded: readonly RecordedEvent[],
  by: Actor,
  { idempotencyKey, requestHash }: Pick<Metadata, 'idempotencyKey' | 'requestHash'>,
  { upcasters }: Pick<Aggregate<never, never, E>, 'upcasters'> = {},
): Executed<E> | undefined {
  if (idempotencyKey === undefined) return undefined;
  const mine = recorded.filter(
    ({ metadata }) => metadata.idempotencyKey === idempotencyKey && metadata.actor.accountId === by.accountId,
  );
  const last = mine.at(-1);
  if (!last) return undefined;
  if (last.metadata.requestHash !== requestHash) throw new KeyReusedError(last.stream);
  return { version: last.version, position: last.position, events: mine.map((event) => upcast<E>(event, upcasters)) };
}

/**
 * Throws unless the actor stands within the command's reach. Who may not even know of the aggregate is told the same as
 * if it did not exist; a wish to create one is nobody's secret and plainly forbidden.
 */
function permit<State, C extends Command, E extends DomainEvent>(
  aggregate: Aggregate<State, C, E>,
  command: C,
  state: State,
  version: number,
): void {
  const reach = aggregate.reach(command, state);
  if (within(command.by, reach)) return;
  const creates = version === 0 && Object.values(reach).some((codes) => codes.length > 0);
  if (creates || within(command.by, aggregate.audience(state))) {
    throw new DomainError('forbidden', 'permission/out-of-scope', '该操作不在您的职责范围内');
  }
  throw notFound();
}
