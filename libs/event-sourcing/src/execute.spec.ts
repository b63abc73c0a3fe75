import { type Actor, SYSTEM } from '@lianjian/permissions/actor';
import type { Aggregate, Command, DomainEvent } from './decider.js';
import { DomainError, KeyReusedError, WrongVersionError } from './errors.js';
import type { RecordedEvent } from './event-store.js';
import { newEvent } from './event-store-contract.js';
import { type ExecuteOptions, execute } from './execute.js';
import { InMemoryEventStore } from './in-memory-event-store.js';

type Tick = Command<'Tick', object, number | undefined>;
type Ticked = DomainEvent<'Ticked', { nr: number }>;

/** Counts to nine, in one district. */
const clock: Aggregate<number, Tick, Ticked> = {
  category: 'clock',
  initialState: 0,
  decide: ({ facts = 1 }, count) =>
    count >= 9 ? [] : Array.from({ length: facts }, (_, i) => ({ type: 'Ticked', data: { nr: count + i + 1 } })),
  evolve: (count) => count + 1,
  reach: () => ({ units: ['u1'], districts: ['320102'] }),
  audience: (count) => (count > 0 ? { units: ['u1', 'u2'], districts: ['320102'] } : {}),
};

const unit = (scope: string, accountId = 'wang'): Actor => ({ accountId, mandateId: 'm', role: 'UNIT', scope });
const tick = (by: Actor = SYSTEM, facts?: number): Tick => ({
  type: 'Tick',
  data: {},
  facts,
  by,
  at: '2026-07-01T18:00:00.000Z',
  on: '2026-07-02',
});
const once: ExecuteOptions = { metadata: { source: 'UI', correlationId: 'c', causationId: 'c' } };
const keyed = (idempotencyKey: string, requestHash = 'hash'): ExecuteOptions => ({
  metadata: { ...once.metadata, idempotencyKey, requestHash },
});

/** A store where somebody else gets in first, the given number of times. */
class Contended extends InMemoryEventStore {
  constructor(private rivals: number) {
    super();
  }

  override async read(stream: string): Promise<readonly RecordedEvent[]> {
    const events = await super.read(stream);
    if (this.rivals > 0) {
      this.rivals -= 1;
      await super.append(stream, events.length, [newEvent({ nr: events.length + 1 }, 'Ticked')]);
    }
    return events;
  }
}

describe('execute', () => {
  let store: InMemoryEventStore;
  beforeEach(() => {
    store = new InMemoryEventStore();
  });

  it('records what was decided, with who, when and why', async () => {
    const done = await execute(store, clock, 'a', tick(unit('u1'), 2), {
      metadata: { ...once.metadata, onBehalfOf: 'u9', reason: '补报' },
    });
    const recorded = await store.read('clock-a');
    expect(done).toEqual({
      version: 2,
      position: recorded[1]?.position,
      events: [
        { type: 'Ticked', data: { nr: 1 } },
        { type: 'Ticked', data: { nr: 2 } },
      ],
    });
    expect(recorded).toMatchObject([
      { type: 'Ticked', schema: 1, version: 1 },
      { type: 'Ticked', schema: 1, version: 2 },
    ]);
    expect(recorded[0]?.metadata).toEqual({
      ...once.metadata,
      onBehalfOf: 'u9',
      reason: '补报',
      actor: unit('u1'),
      recordedAt: '2026-07-01T18:00:00.000Z',
      occurredOn: '2026-07-02',
    });
  });

  it('records of who acted no more than account, mandate, role and scope', async () => {
    const person = { ...unit('u1'), displayName: '某某', username: 'wang' };
    await execute(store, clock, 'a', tick(person), once);
    const [{ metadata }] = (await store.read('clock-a')) as [RecordedEvent];
    expect(metadata.actor).toEqual(unit('u1'));
  });

  it('records nothing before what it follows, whatever the clocks say', async () => {
    const later = '2026-07-01T18:00:05.000Z';
    await execute(store, clock, 'a', { ...tick(), at: later }, once);
    await execute(store, clock, 'a', tick(), once);
    const events = await store.read('clock-a');
    expect(events.map(({ metadata }) => metadata.recordedAt)).toEqual([later, later]);
  });

  it('writes with today’s schema and reads through the upcasters', async () => {
    const newer = { ...clock, evolve: (count: number, { data }: Ticked) => count + data.nr };
    const upcasters = { 'Ticked@1': () => ({ nr: 4 }) };
    await store.append('clock-a', 0, [newEvent({}, 'Ticked')]);
    const done = await execute(store, { ...newer, upcasters }, 'a', tick(), once);
    expect(done.events).toEqual([{ type: 'Ticked', data: { nr: 5 } }]);
    expect(await store.read('clock-a', 2)).toMatchObject([{ schema: 2 }]);
  });

  it('writes nothing when nothing was decided', async () => {
    const position = (await execute(store, clock, 'a', tick(SYSTEM, 9), once)).position;
    expect(await execute(store, clock, 'a', tick(), once)).toEqual({ version: 9, position, events: [] });
    expect(await store.read('clock-a')).toHaveLength(9);
    expect(await execute(store, { ...clock, initialState: 9 }, 'b', tick(), once)).toEqual({ version: 0, events: [] });
  });

  it('writes nothing when a rule says no', async () => {
    const refusing = {
      ...clock,
      decide: () => {
        throw new DomainError('conflict', 'clock/stopped', '已停');
      },
    };
    await expect(execute(store, refusing, 'a', tick(), once)).rejects.toThrow('已停');
    expect(store.log).toEqual([]);
  });

  describe('when somebody else was faster', () => {
    it('decides again on what the winner wrote', async () => {
      const done = await execute(new Contended(2), clock, 'a', tick(), once);
      expect(done).toMatchObject({ version: 3, events: [{ type: 'Ticked', data: { nr: 3 } }] });
    });

    it('gathers the facts again, on what the winner wrote', async () => {
      const seen: number[] = [];
      const done = await execute(new Contended(1), clock, 'a', tick(), once, async (count) => {
        seen.push(count);
        return count + 1;
      });
      expect(seen).toEqual([0, 1]);
      expect(done.events).toHaveLength(2);
    });

    it('gives up after five attempts, and has written nothing', async () => {
      const contended = new Contended(5);
      await expect(execute(contended, clock, 'a', tick(), once)).rejects.toThrow(WrongVersionError);
      expect(contended.log).toHaveLength(5);
      expect((await execute(new Contended(4), clock, 'a', tick(), once)).version).toBe(5);
    });

    it('does not decide again for a caller who named a version (T11)', async () => {
      const contended = new Contended(1);
      const refused = execute(contended, clock, 'a', tick(), { ...once, expectedVersion: 0 });
      await expect(refused).rejects.toMatchObject({ name: 'WrongVersionError', expected: 0, actual: 1 });
      expect(contended.log).toHaveLength(1);
    });

    it('refuses a version that was past when it was named', async () => {
      await execute(store, clock, 'a', tick(), once);
      const late = execute(store, clock, 'a', tick(), { ...once, expectedVersion: 0 });
      await expect(late).rejects.toMatchObject({ expected: 0, actual: 1 });
      expect((await execute(store, clock, 'a', tick(), { ...once, expectedVersion: 1 })).version).toBe(2);
    });

    it('lets everything else through at once', async () => {
      store.append = () => Promise.reject(new Error('no connection'));
      await expect(execute(store, clock, 'a', tick(), once)).rejects.toThrow('no connection');
    });
  });

  describe('with an idempotency key (T12)', () => {
    it('gives ten parallel requests one set of events and one answer', async () => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => execute(store, clock, 'a', tick(SYSTEM, 2), keyed('k'))),
      );
      expect(store.log).toHaveLength(2);
      expect(answers).toEqual(answers.map(() => answers[0]));
      expect(answers[0]).toMatchObject({
        version: 2,
        position: '2',
        events: [{ data: { nr: 1 } }, { data: { nr: 2 } }],
      });
    });

    it('gives a late repetition the first answer, whatever happened since', async () => {
      const first = await execute(store, clock, 'a', tick(), keyed('k'));
      await execute(store, clock, 'a', tick(SYSTEM, 8), once);
      expect(await execute(store, clock, 'a', tick(), keyed('k'))).toEqual(first);
      expect(await execute(store, clock, 'a', tick(), { ...keyed('k'), expectedVersion: 0 })).toEqual(first);
      expect(store.log).toHaveLength(9);
    });

    it('names its events after the key, so that a repetition cannot have others', async () => {
      const other = new InMemoryEventStore();
      await execute(store, clock, 'a', tick(SYSTEM, 2), keyed('k'));
      await execute(other, clock, 'a', tick(SYSTEM, 2), keyed('k'));
      expect(store.log.map(({ id }) => id)).toEqual(other.log.map(({ id }) => id));
      expect(new Set(store.log.map(({ id }) => id)).size).toBe(2);
    });

    it('refuses the key for another request', async () => {
      await execute(store, clock, 'a', tick(), keyed('k', 'one body'));
      await expect(execute(store, clock, 'a', tick(), keyed('k', 'another'))).rejects.toThrow(KeyReusedError);
      expect(store.log).toHaveLength(1);
    });

    it('takes another account’s same key for another request', async () => {
      await execute(store, clock, 'a', tick(unit('u1', 'wang')), keyed('k'));
      const done = await execute(store, clock, 'a', tick(unit('u1', 'li')), keyed('k', 'another'));
      expect(done.events).toEqual([{ type: 'Ticked', data: { nr: 2 } }]);
      expect(new Set(store.log.map(({ id }) => id)).size).toBe(2);
    });

    it('keeps the keys of two streams apart', async () => {
      await execute(store, clock, 'a', tick(), keyed('k', 'one'));
      expect((await execute(store, clock, 'b', tick(), keyed('k', 'two'))).events).toHaveLength(1);
    });
  });

  describe('for whom it is none of their business', () => {
    const refusalOf = (id: string, by: Actor, gather?: () => Promise<number>) =>
      execute(store, clock, id, tick(by), once, gather).catch((error: unknown) => error);

    it('says so to who may know of it', async () => {
      await execute(store, clock, 'a', tick(), once);
      const refused = await refusalOf('a', unit('u2'));
      expect(refused).toMatchObject({ refusal: 'forbidden', code: 'permission/out-of-scope' });
    });

    it('knows of nothing to who may not', async () => {
      await execute(store, clock, 'a', tick(), once);
      expect(await refusalOf('a', unit('u3'))).toMatchObject({ refusal: 'not-found', code: 'resource/not-found' });
    });

    it('says the same of what is not there as of what may not be known', async () => {
      const unreachable = { ...clock, reach: (_: Tick, count: number) => (count > 0 ? { units: ['u1'] } : {}) };
      await execute(store, unreachable, 'a', tick(), once);
      const [hidden, absent] = await Promise.all(
        ['a', 'b'].map((id) => execute(store, unreachable, id, tick(unit('u3')), once).catch((error: Error) => error)),
      );
      expect(hidden).toEqual(absent);
      expect(hidden).toMatchObject({ refusal: 'not-found' });
    });

    it('forbids plainly to create what is another’s', async () => {
      expect(await refusalOf('a', unit('u3'))).toMatchObject({ refusal: 'forbidden' });
    });

    it('gathers no facts, decides nothing and writes nothing', async () => {
      let gathered = 0;
      const count = async () => {
        gathered += 1;
        return 1;
      };
      await refusalOf('a', unit('u3'), count);
      expect([gathered, store.log.length]).toEqual([0, 0]);
    });

    it('asks for the permission before it compares versions', async () => {
      await execute(store, clock, 'a', tick(), once);
      const probing = execute(store, clock, 'a', tick(unit('u3')), { ...once, expectedVersion: 7 });
      await expect(probing).rejects.toMatchObject({ refusal: 'not-found' });
    });
  });
});
