import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SYSTEM } from '@lianjian/permissions/actor';
import { z } from 'zod';
import type { CommandContext } from './command-context.js';
import { WrongVersionError } from './errors.js';
import type { EventStore } from './event-store.js';

/** Storage format. The number is the event's version. */
export const counterEvents = { NumberDrawn: z.object({}) };

const MAX_ATTEMPTS = 100;
const ATTEMPTS_IN_A_ROW = 5;
const MAX_PAUSE_MS = 20;

type Context = Pick<CommandContext, 'at' | 'occurredOn' | 'metadata'>;
type Counter = { drawn: number; queue: Promise<unknown> };
const counters = new WeakMap<EventStore, Map<string, Counter>>();

/**
 * The next number of a series, from 1. No number is ever given twice; one that was drawn for something that then did not
 * happen leaves a gap, visible in the stream.
 */
export function nextNumber(store: EventStore, name: string, context: Context): Promise<number> {
  const counter = counterOf(store, name);
  // One at a time: those who wait in this process would only refuse each other.
  const drawn = counter.queue.then(() => draw(store, name, counter, context));
  counter.queue = drawn.catch(() => {});
  return drawn;
}

/** A counter's stream is as long as its series: it is never read, its end is guessed and the store corrects the guess. */
async function draw(
  store: EventStore,
  name: string,
  counter: Counter,
  { at, occurredOn, metadata }: Context,
): Promise<number> {
  // A key must not lead here a second time: a retry may burn a number but never gets one that somebody has.
  const { idempotencyKey: _, requestHash: __, ...rest } = metadata();
  const event = {
    id: randomUUID(),
    type: 'NumberDrawn',
    schema: 1,
    data: {},
    metadata: { ...rest, actor: SYSTEM, occurredOn, recordedAt: at },
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      await store.append(`counter-${name}`, counter.drawn, [event]);
      counter.drawn += 1;
      return counter.drawn;
    } catch (error) {
      if (!(error instanceof WrongVersionError) || attempt === MAX_ATTEMPTS) throw error;
      counter.drawn = error.actual;
      // A correction is fresh only at once, so pauses are rare: they part rivals of other processes who keep in step.
      if (attempt % ATTEMPTS_IN_A_ROW === 0) await sleep(Math.random() * MAX_PAUSE_MS);
    }
  }
}

function counterOf(store: EventStore, name: string): Counter {
  const ofStore = counters.get(store) ?? new Map<string, Counter>();
  counters.set(store, ofStore);
  const counter = ofStore.get(name) ?? { drawn: 0, queue: Promise.resolve() };
  ofStore.set(name, counter);
  return counter;
}
