import { SYSTEM } from '@lianjian/permissions/actor';
import { z } from 'zod';
import type { CommandContext } from './command-context.js';
import { type Aggregate, assertNever } from './decider.js';
import { DomainError, WrongVersionError } from './errors.js';
import type { EventStore } from './event-store.js';
import { execute, load } from './execute.js';
import type { CommandOf, EventOf } from './schema.js';

/** Storage format. A holder is the stream that a unique value is reserved for. */
export const reservationEvents = {
  ReservationTaken: z.object({ holder: z.string() }),
  ReservationReleased: z.object({ holder: z.string() }),
};
export type ReservationEvent = EventOf<typeof reservationEvents>;

export const reservationCommands = {
  Reserve: z.strictObject({ holder: z.string() }),
  Release: z.strictObject({ holder: z.string() }),
};
/** `abandonedBy` is the holder who was found not to use it. */
export type ReservationCommand = CommandOf<typeof reservationCommands, { Reserve: Readonly<{ abandonedBy?: string }> }>;

export type ReservationState = Readonly<{ holder?: string }>;

/** One value that only one may have, held or free: the append at the expected version is the lock. */
export const reservation: Aggregate<ReservationState, ReservationCommand, ReservationEvent> = {
  category: 'reservation',
  initialState: {},
  decide(command, { holder }) {
    const mine = command.data.holder;
    switch (command.type) {
      case 'Reserve': {
        const taken = { type: 'ReservationTaken', data: { holder: mine } } as const;
        if (holder === mine) return [];
        if (holder === undefined) return [taken];
        if (holder === command.facts.abandonedBy) return [{ type: 'ReservationReleased', data: { holder } }, taken];
        throw new DomainError('conflict', 'reservation/held', '该值已被占用');
      }
      case 'Release':
        return holder === mine ? [{ type: 'ReservationReleased', data: { holder } }] : [];
      default:
        return assertNever(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'ReservationTaken':
        return { holder: event.data.holder };
      case 'ReservationReleased':
        return {};
      default:
        return state;
    }
  },
  // Only the service itself reserves.
  reach: () => ({}),
  audience: () => ({}),
};

/**
 * How long a holder may take to come. It must be longer than any request may live: a request that slept through it
 * would come to a value that was meanwhile given to another.
 */
const GRACE_MS = 60_000;

/** Of a request: who caused the reservation, when. */
export type ReservationContext = Pick<CommandContext, 'at' | 'occurredOn' | 'metadata'>;

export type ReserveOptions = Readonly<{
  context: ReservationContext;
  /** Whether that stream really has the value by now. */
  stillHeld: (holder: string) => Promise<boolean>;
  /** The conflict that is thrown when the value is another's. */
  refusal: Readonly<{ code: string; message: string; ruleId?: string; field?: string }>;
}>;

/**
 * Makes `holder`, a stream, the only one who may use the value, before it writes that it does. Taking what one has is
 * nothing new; what another has is refused.
 *
 * A crash between taking and using leaves a reservation that nobody will use. Nothing sweeps those up: whoever asks next
 * finds out that the holder never came, and takes it over.
 */
export async function reserve(
  store: EventStore,
  kind: string,
  value: string,
  holder: string,
  options: ReserveOptions,
): Promise<void> {
  const { context, stillHeld, refusal } = options;
  const id = `${kind}-${value}`;
  const { state, version, recorded } = await load(store, reservation, id);
  const taken = recorded.at(-1)?.metadata.recordedAt;
  const isOverdue = taken !== undefined && Date.parse(context.at) - Date.parse(taken) > GRACE_MS;
  const rival = state.holder === holder ? undefined : state.holder;
  const abandonedBy = rival && isOverdue && !(await stillHeld(rival)) ? rival : undefined;
  // What was found out about the rival holds for this version only.
  const expectedVersion = abandonedBy ? version : undefined;
  const wish: Wish = { type: 'Reserve', data: { holder }, facts: { abandonedBy } };
  try {
    await send(store, id, wish, context, expectedVersion);
  } catch (error) {
    if (abandonedBy && error instanceof WrongVersionError) return reserve(store, kind, value, holder, options);
    if (!(error instanceof DomainError) || error.code !== 'reservation/held') throw error;
    const { code, message, ...at } = refusal;
    throw new DomainError('conflict', code, message, at);
  }
}

/** Frees the value if it is `holder`'s. */
export async function release(
  store: EventStore,
  kind: string,
  value: string,
  holder: string,
  { context }: Readonly<{ context: ReservationContext }>,
): Promise<void> {
  await send(store, `${kind}-${value}`, { type: 'Release', data: { holder }, facts: undefined }, context);
}

type Wish = Pick<ReservationCommand, 'type' | 'data' | 'facts'>;

async function send(
  store: EventStore,
  id: string,
  wish: Wish,
  { at, occurredOn, metadata }: ReservationContext,
  expectedVersion?: number,
): Promise<void> {
  // The key belongs to the request's own stream and account; here everybody is the service, and holders tell retries.
  const { idempotencyKey: _, requestHash: __, ...rest } = metadata();
  const command = { ...wish, by: SYSTEM, at, on: occurredOn } as ReservationCommand;
  await execute(store, reservation, id, command, { metadata: rest, expectedVersion });
}
