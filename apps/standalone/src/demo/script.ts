import { activityCommands } from '@lianjian/activities/commands';
import { agreementCommands } from '@lianjian/agreements/commands';
import { councilCommands } from '@lianjian/councils/commands';
import type { CommandContext } from '@lianjian/event-sourcing/command-context';
import type { EventStore } from '@lianjian/event-sourcing/event-store';
import type { Contacts } from '@lianjian/http/contacts';
import { addWorkingDays, isWorkingDay } from '@lianjian/kernel/calendar';
import { newAggregateId, uuidV5 } from '@lianjian/kernel/ids';
import { type BusinessDate, businessDateOf, type Instant } from '@lianjian/kernel/time';
import type { Actor } from '@lianjian/permissions/actor';
import { projectCommands } from '@lianjian/projects/commands';
import { unitCommands } from '@lianjian/units/commands';
import type { Command, CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { ToAgreement } from '../../../agreements/src/agreement.handler.js';
import { ToCouncil } from '../../../councils/src/council.handler.js';
import { ToUnit } from '../../../councils/src/unit.handler.js';
import type { Mandates } from '../../../identity/src/mandates.js';
import { ToActivity } from '../../../projects/src/activity.handler.js';
import { ToProject } from '../../../projects/src/project.handler.js';

/** What a step acts upon: the ordinary way in, and nothing beside it. */
export type Stage = Readonly<{ bus: CommandBus; mandates: Mandates; contacts: Contacts; store: EventStore }>;

export type Act = (stage: Stage, context: CommandContext) => Promise<unknown>;

/** Something that somebody did. */
export type Step = Readonly<{
  /** Its idempotency key is made of it, so it names the step for good. */
  name: string;
  /** In Shanghai: a working day, with a time unless it was in the morning. */
  when: BusinessDate | `${BusinessDate} ${string}`;
  by: Actor;
  /** Steps of one lane that fall together go one after the other, the rest at once. */
  lane: string;
  act: Act;
}>;

const NAMESPACE = '7d1b0c46-93a5-4a0b-8c55-2f4f3f6d9e10';
const MORNING = '09:00';
const MINUTES_APART = 2;
const LANES_AT_ONCE = 12;

/** The idempotency key of the step with that name. */
export const keyOf = (name: string): string => uuidV5(NAMESPACE, name);

/** The id of what somebody creates in the step with that name, known before it happens. */
export const idOf = (category: string, by: Pick<Actor, 'accountId'>, name: string): string =>
  newAggregateId(category, by.accountId, keyOf(name));

/** The day, or the next one on which offices are open; then so many working days later. */
export function workday(date: BusinessDate, later = 0): BusinessDate {
  const eve = new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  return addWorkingDays(isWorkingDay(date) ? date : addWorkingDays(eve, 1), later);
}

type Schemas = Readonly<Record<string, z.ZodType<object>>>;
type BusMessage = new (id: string, wish: never, context: CommandContext) => Command<unknown>;

/** Sends an aggregate's commands as the edge does: parsed by the same schemas, over the same bus. */
const through =
  <S extends Schemas>(Message: BusMessage, schemas: S) =>
  <T extends keyof S & string>(id: string, type: T, data: z.input<S[T]>): Act =>
  ({ bus }, context) =>
    bus.execute(new Message(id, { type, data: schemas[type]?.parse(data) } as never, context));

export const toUnit = through(ToUnit, unitCommands);
export const toCouncil = through(ToCouncil, councilCommands);
export const toAgreement = through(ToAgreement, agreementCommands);
export const toProject = through(ToProject, projectCommands);
export const toActivity = through(ToActivity, activityCommands);

/**
 * Does the steps in the order of their days. What falls together is done at once, lane by lane. A step that was done
 * before, in a load that was interrupted, gives its first answer again and writes nothing.
 */
export async function play(steps: readonly Step[], stage: Stage, onDay: (day: BusinessDate) => void): Promise<void> {
  const scenes = [...grouped(steps, ({ when }) => (when.includes(' ') ? when : `${when} ${MORNING}`))];
  for (const [when, scene] of scenes.sort(([a], [b]) => (a < b ? -1 : 1))) {
    onDay(when.slice(0, 10));
    const lanes = [...grouped(scene, ({ lane }) => lane).values()];
    await atOnce(lanes, async (lane) => {
      for (const [index, step] of lane.entries()) {
        await step.act(stage, contextOf(step, instantOf(when, index))).catch((cause: unknown) => {
          throw new Error(`演示数据步骤“${step.name}”未能完成`, { cause });
        });
      }
    });
  }
}

function grouped<T>(items: readonly T[], keyOfItem: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOfItem(item));
    if (group) group.push(item);
    else groups.set(keyOfItem(item), [item]);
  }
  return groups;
}

/** Works on a few at a time; the first failure is everybody's. */
export async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(LANES_AT_ONCE, items.length) }, worker));
}

/** The index-th step of a lane happens a little after the one before. */
function instantOf(when: string, index: number): Instant {
  const first = Date.parse(`${when.replace(' ', 'T')}:00+08:00`);
  return new Date(first + index * MINUTES_APART * 60_000).toISOString();
}

/** What the edge would know of the step, had it come as a request on its day. */
function contextOf({ name, by }: Step, at: Instant): CommandContext {
  const key = keyOf(name);
  const source = at < '2026' ? 'BACKFILL' : 'IMPORT';
  const metadata = { source, correlationId: key, causationId: key, idempotencyKey: key } as const;
  return {
    actor: by,
    at,
    occurredOn: businessDateOf(at),
    newId: (category) => newAggregateId(category, by.accountId, key),
    metadata: (reasons) => ({ ...metadata, ...reasons }),
    options: (reasons) => ({ metadata: { ...metadata, ...reasons } }),
  };
}
