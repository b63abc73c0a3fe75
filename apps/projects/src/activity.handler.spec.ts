import { randomUUID } from 'node:crypto';
import { activity } from '@lianjian/activities/decider';
import type { ActivityEvent } from '@lianjian/activities/events';
import {
  ACTIVITY,
  COUNCIL,
  done,
  held,
  OTHER_ACTIVITY,
  office,
  PROJECT,
  participation,
  qinhuai,
  reason,
  record,
  THIRD_ACTIVITY,
  tookPart,
  U1,
  U2,
  U3,
  U5,
  unit2,
} from '@lianjian/activities/examples';
import { countable, participationOf, totals } from '@lianjian/activities/state';
import { admitted, founded } from '@lianjian/councils/testing';
import type { CommandContext } from '@lianjian/event-sourcing/command-context';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import { DomainError } from '@lianjian/event-sourcing/errors';
import type { NewEvent, RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { load } from '@lianjian/event-sourcing/execute';
import { InMemoryEventStore } from '@lianjian/event-sourcing/in-memory-event-store';
import { businessDateOf } from '@lianjian/kernel/time';
import { closed } from '@lianjian/periods/examples';
import type { Actor } from '@lianjian/permissions/actor';
import { activated, registered } from '@lianjian/units/testing';
import { ActivityHandler, ToActivity } from './activity.handler.js';

/** Loses its connection at the append to a stream, and stays without one until it is `restored`. */
class FallibleStore extends InMemoryEventStore {
  failsAt?: string;
  #isDown = false;

  restore(): void {
    this.failsAt = undefined;
    this.#isDown = false;
  }

  override async append(stream: string, expected: number, events: readonly NewEvent[]) {
    if (stream === this.failsAt) this.#isDown = true;
    if (this.#isDown) throw new Error('Connection lost');
    return super.append(stream, expected, events);
  }
}

const AT = '2026-03-19T01:00:00.000Z';

const contextOf = (actor: Actor, at = AT, idempotencyKey?: string): CommandContext => {
  const metadata: CommandContext['metadata'] = (reasons = {}) => ({
    source: 'API',
    correlationId: 'request',
    causationId: 'request',
    ...(idempotencyKey && { idempotencyKey, requestHash: 'hash' }),
    ...reasons,
  });
  const options: CommandContext['options'] = (reasons) => ({ metadata: metadata(reasons) });
  return { actor, at, occurredOn: businessDateOf(at), newId: () => ACTIVITY, metadata, options };
};

let store: FallibleStore;
let handler: ActivityHandler;

async function past(stream: string, ...events: readonly DomainEvent[]): Promise<readonly RecordedEvent[]> {
  const version = (await store.read(stream)).length;
  const metadata = { ...contextOf(unit2).metadata(), actor: unit2, occurredOn: '2026-03-19', recordedAt: AT };
  const recorded = events.map((event) => ({ ...event, id: randomUUID(), schema: 1, metadata }));
  return store.append(stream, version, recorded);
}

const stateOf = async (id: string) => (await load(store, activity, id)).state;
const codeOf = (sent: Promise<unknown>) =>
  sent.then(
    () => 'done',
    (error: unknown) => (error instanceof DomainError ? error.code : String(error)),
  );

beforeEach(() => {
  store = new FallibleStore();
  handler = new ActivityHandler(store);
});

describe('Units that an activity names', () => {
  beforeEach(async () => {
    const members = [U1, U2, U5];
    const admissions = members.map((unitId) => ({ ...admitted, data: { ...admitted.data, unitId } }));
    await past(`council-${COUNCIL}`, ...founded, ...admissions);
    const since = (unitId: string, registeredOn: string) => ({
      ...registered,
      data: { ...registered.data, unitId, registeredOn },
    });
    for (const unitId of members) await past(`unit-${unitId}`, since(unitId, '2026-01-05'), activated);
    await past(`unit-${U3}`, since(U3, '2026-04-01'));
  });
  const group = (unitId: string) => ({ unitId, onSite: 5, remote: 0 });
  const recording = (over: Parameters<typeof record>[0]) =>
    handler.execute(new ToActivity(ACTIVITY, { type: 'RecordActivity', data: record(over) }, contextOf(unit2)));
  const joining = (unitId: string) =>
    handler.execute(
      new ToActivity(
        ACTIVITY,
        { type: 'RecordParticipation', data: { participations: [group(unitId)] } },
        contextOf(unit2),
      ),
    );

  it('are registered, or the record is refused', async () => {
    expect(await codeOf(recording({ participations: [group(PROJECT)] }))).toBe('activity/unit-unknown');
    expect(await codeOf(recording({ coHostUnitIds: [PROJECT] }))).toBe('activity/co-host-not-member');
    expect(await codeOf(recording({ leadHostUnitId: PROJECT, coHostUnitIds: [U2] }))).toBe(
      'activity/lead-host-not-member',
    );
    await recording({});
    expect(await codeOf(joining(PROJECT))).toBe('activity/unit-unknown');
  });
  it('E6: are external where they were registered later', async () => {
    await recording({ participations: [group(U3)] });
    const { key, districtCodeAtDate, external } = participationOf(await stateOf(ACTIVITY), U3) ?? {};
    expect([key, districtCodeAtDate, external]).toEqual([U3, undefined, true]);
  });
});

describe('Two records of one activity, being merged', () => {
  const another = (activityId: string, over: object = {}): readonly ActivityEvent[] => [
    held({ activityId, recordedBy: 'unit-3', ...over }),
    tookPart(participation(U3, { onSite: 9, remote: 0 }), { activityId, recordedBy: 'unit-3' }),
  ];
  const begin = async () => {
    store = new FallibleStore();
    handler = new ActivityHandler(store);
    await past(`activity-${ACTIVITY}`, ...done);
    await past(`activity-${OTHER_ACTIVITY}`, ...another(OTHER_ACTIVITY));
    await past(`activity-${THIRD_ACTIVITY}`, ...another(THIRD_ACTIVITY));
  };
  beforeEach(begin);
  const merge = (id: string, fromActivityId: string, context = contextOf(office)) =>
    handler.execute(new ToActivity(id, { type: 'MergeActivity', data: { fromActivityId, reason } }, context));
  const inTotal = async () => {
    const states = await Promise.all([ACTIVITY, OTHER_ACTIVITY, THIRD_ACTIVITY].map(stateOf));
    return states.map((state) => totals(state).total);
  };
  const later = '2026-03-19T01:02:00.000Z';

  it('ACT-d, E2: count once, as what they are together', async () => {
    await merge(ACTIVITY, OTHER_ACTIVITY);
    expect(await inTotal()).toEqual([32, 0, 9]);
    expect((await stateOf(OTHER_ACTIVITY))?.mergedInto).toBe(ACTIVITY);
    expect((await store.read(`activity-${OTHER_ACTIVITY}`)).at(-1)?.metadata.actor.role).toBe('SYSTEM');
  });
  it('are merged once, whether the request is repeated or made anew', async () => {
    const key = '00000000-0000-4000-8000-000000000001';
    const first = await merge(ACTIVITY, OTHER_ACTIVITY, contextOf(office, AT, key));
    expect(await merge(ACTIVITY, OTHER_ACTIVITY, contextOf(office, AT, key))).toEqual(first);
    expect((await merge(ACTIVITY, OTHER_ACTIVITY)).events).toEqual([]);
    expect(await inTotal()).toEqual([32, 0, 9]);
  });
  it('four eyes: are not verified by who entered the one that went', async () => {
    await merge(ACTIVITY, OTHER_ACTIVITY);
    const byRecorder = contextOf({ ...office, accountId: 'unit-3' });
    const verifying = new ToActivity(ACTIVITY, { type: 'VerifyActivity', data: {} }, byRecorder);
    expect(await codeOf(handler.execute(verifying))).toBe('activity/recorder-cannot-verify');
  });

  it.each([
    ['of an unknown record', ACTIVITY, PROJECT, office, 'activity/merge-unknown'],
    ['with itself', ACTIVITY, ACTIVITY, office, 'activity/merge-into-itself'],
    ['by a district in an open month', ACTIVITY, OTHER_ACTIVITY, qinhuai, 'activity/open-month-merged-by-office'],
    ['by an office of another council', ACTIVITY, OTHER_ACTIVITY, { ...office, scope: PROJECT }, 'resource/not-found'],
  ])('leave nothing marked where a merger is refused: %s', async (_, id, from, by, code) => {
    const before = store.log.filter(({ stream }) => stream.startsWith('activity-'));
    expect(await codeOf(merge(id, from, contextOf(by)))).toBe(code);
    expect(store.log.filter(({ stream }) => stream.startsWith('activity-'))).toEqual(before);
    // Nor does it keep others waiting.
    expect(await codeOf(merge(ACTIVITY, OTHER_ACTIVITY))).toBe('done');
  });
  it('ACT-g: of a closed month are merged by a district alone', async () => {
    await past(`period-${COUNCIL}-2026-03`, closed);
    expect(await codeOf(merge(ACTIVITY, OTHER_ACTIVITY))).toBe('activity/closed-month-needs-district');
    expect(countable(await stateOf(OTHER_ACTIVITY))).toBe(true);
    await merge(ACTIVITY, OTHER_ACTIVITY, contextOf(qinhuai));
    expect(await inTotal()).toEqual([32, 0, 9]);
  });

  it('are merged by a retry after a crash in between, and never with a third meanwhile', async () => {
    store.failsAt = `activity-${ACTIVITY}`;
    await expect(merge(ACTIVITY, OTHER_ACTIVITY)).rejects.toThrow('Connection lost');
    store.restore();
    expect(await inTotal()).toEqual([23, 0, 9]);
    for (const [id, from] of [
      [THIRD_ACTIVITY, OTHER_ACTIVITY],
      [ACTIVITY, THIRD_ACTIVITY],
    ] as const) {
      expect(await codeOf(merge(id, from))).toBe('activity/merger-in-progress');
    }
    expect(await codeOf(merge(THIRD_ACTIVITY, OTHER_ACTIVITY, contextOf(office, later)))).toBe(
      'activity/merge-not-counted',
    );
    await merge(ACTIVITY, OTHER_ACTIVITY, contextOf(office, later));
    expect(await inTotal()).toEqual([32, 0, 9]);
  });
  it('are merged by a retry at once, with the same key', async () => {
    const context = contextOf(office, AT, '00000000-0000-4000-8000-000000000001');
    store.failsAt = `activity-${ACTIVITY}`;
    await expect(merge(ACTIVITY, OTHER_ACTIVITY, context)).rejects.toThrow('Connection lost');
    store.restore();
    expect((await merge(ACTIVITY, OTHER_ACTIVITY, context)).events).toHaveLength(1);
    expect(await inTotal()).toEqual([32, 0, 9]);
  });
  it.each([
    ['that stays', ACTIVITY, U1, 14, ['done']],
    ['that goes', OTHER_ACTIVITY, U3, 11, ['activity/ended', 'done']],
  ])(
    'have what is corrected at the same time in the one %s, or it is refused',
    async (_, id, unitId, more, expected) => {
      const data = { participantKey: unitId, onSite: 20, remote: 0, reason };
      const outcomes = new Set<string>();
      for (let steps = 0; steps < 80; steps += 1) {
        await begin();
        const merging = merge(ACTIVITY, OTHER_ACTIVITY);
        for (let step = 0; step < steps; step += 1) await null;
        const correction = new ToActivity(id, { type: 'CorrectParticipation', data }, contextOf(office));
        const [outcome] = await Promise.all([codeOf(handler.execute(correction)), merging]);
        expect(await inTotal()).toEqual([outcome === 'done' ? 32 + more : 32, 0, 9]);
        outcomes.add(outcome);
      }
      expect([...outcomes].sort()).toEqual(expected);
    },
  );

  it.each([
    ['one record into two others', [ACTIVITY, OTHER_ACTIVITY], [THIRD_ACTIVITY, OTHER_ACTIVITY]],
    ['two records into each other', [ACTIVITY, OTHER_ACTIVITY], [OTHER_ACTIVITY, ACTIVITY]],
    ['a record into one that itself goes', [ACTIVITY, OTHER_ACTIVITY], [THIRD_ACTIVITY, ACTIVITY]],
  ] as const)('never lose anybody nor count him twice when two offices merge at once: %s', async (_, one, two) => {
    const colleague = contextOf({ ...office, accountId: 'office-2' });
    const codes = await Promise.all([codeOf(merge(...one)), codeOf(merge(...two, colleague))]);
    expect(codes.filter((code) => code === 'done')).toHaveLength(1);
    const states = await Promise.all([...new Set([...one, ...two])].map(stateOf));
    for (const unitId of [U1, U2, U5, U3]) {
      const counting = states.filter((state) => countable(state) && participationOf(state, unitId));
      // The third record is of its own, and has U3 as well, unless it was one of those that were merged.
      expect(counting).toHaveLength(unitId === U3 && states.length === 3 ? 2 : 1);
    }
  });
  it('wait for each other in one council only', async () => {
    const far = { councilId: PROJECT };
    await past('activity-far-1', ...another('far-1', far));
    await past('activity-far-2', ...another('far-2', far));
    const there = contextOf({ ...office, scope: PROJECT });
    const codes = await Promise.all([codeOf(merge(ACTIVITY, OTHER_ACTIVITY)), codeOf(merge('far-1', 'far-2', there))]);
    expect(codes).toEqual(['done', 'done']);
  });
});
