import { SYSTEM } from '@lianjian/permissions/actor';
import fc from 'fast-check';
import { DomainError } from './errors.js';
import type { RecordedEvent } from './event-store.js';
import { InMemoryEventStore } from './in-memory-event-store.js';
import { type ReservationContext, release, reservation, reservationEvents, reserve } from './reservation.js';
import fixtures from './stored-events.json' with { type: 'json' };
import { describeStoredEvents } from './stored-events-contract.js';

describeStoredEvents(
  reservation,
  reservationEvents,
  fixtures.filter(({ type }) => type in reservationEvents),
);

const START = Date.parse('2026-07-01T08:00:00.000Z');
const after = (seconds: number, key = 'k'): ReservationContext => ({
  at: new Date(START + seconds * 1000).toISOString(),
  occurredOn: '2026-07-01',
  metadata: () => ({ source: 'UI', correlationId: 'c', causationId: 'c', idempotencyKey: key, requestHash: key }),
});

describe('A reservation', () => {
  let store: InMemoryEventStore;
  let used: Set<string>;

  beforeEach(() => {
    store = new InMemoryEventStore();
    used = new Set();
  });

  const take = (holder: string, seconds = 0) =>
    reserve(store, 'uscc', '91320102DEM0000142', holder, {
      context: after(seconds),
      stillHeld: async (rival) => used.has(rival),
      refusal: { code: 'unit/uscc-taken', message: '已被占用', ruleId: 'UNIT-a', field: 'uscc' },
    });
  const giveBack = (holder: string) => release(store, 'uscc', '91320102DEM0000142', holder, { context: after(1) });
  const history = async () =>
    (await store.read('reservation-uscc-91320102DEM0000142')).map(({ type, data }) => [type, holderOf({ data })]);

  it('is taken when it is free', async () => {
    await take('unit-a');
    expect(await history()).toEqual([['ReservationTaken', 'unit-a']]);
  });

  it('is the service that takes it, and the request can be found that made it', async () => {
    await take('unit-a');
    const [taken] = await store.read('reservation-uscc-91320102DEM0000142');
    expect(taken?.metadata).toEqual({
      actor: SYSTEM,
      occurredOn: '2026-07-01',
      recordedAt: '2026-07-01T08:00:00.000Z',
      source: 'UI',
      correlationId: 'c',
      causationId: 'c',
    });
  });

  it('is nothing new to who has it', async () => {
    await take('unit-a');
    await take('unit-a', 3600);
    expect(await history()).toEqual([['ReservationTaken', 'unit-a']]);
  });

  it('refuses everybody else, in the words of who asked', async () => {
    await take('unit-a');
    const refused = await take('unit-b').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DomainError);
    expect(refused).toMatchObject({
      refusal: 'conflict',
      code: 'unit/uscc-taken',
      message: '已被占用',
      at: { ruleId: 'UNIT-a', field: 'uscc' },
    });
  });

  it('does not take the same key of two accounts for one request', async () => {
    await take('unit-a');
    await expect(take('unit-b')).rejects.toThrow(DomainError);
    await giveBack('unit-a');
    await take('unit-b');
    expect((await history()).at(-1)).toEqual(['ReservationTaken', 'unit-b']);
  });

  it('is free again once it was given back, which only its holder can do', async () => {
    await take('unit-a');
    await giveBack('unit-b');
    await expect(take('unit-b')).rejects.toThrow(DomainError);
    await giveBack('unit-a');
    await giveBack('unit-a');
    await take('unit-b');
    expect(await history()).toEqual([
      ['ReservationTaken', 'unit-a'],
      ['ReservationReleased', 'unit-a'],
      ['ReservationTaken', 'unit-b'],
    ]);
  });

  describe('whose holder never came', () => {
    it('passes to the next who asks once the grace period is over', async () => {
      await take('unit-a');
      await expect(take('unit-b', 60)).rejects.toThrow(DomainError);
      await take('unit-b', 61);
      expect(await history()).toEqual([
        ['ReservationTaken', 'unit-a'],
        ['ReservationReleased', 'unit-a'],
        ['ReservationTaken', 'unit-b'],
      ]);
    });

    it('stays with a holder who did come, however long ago', async () => {
      await take('unit-a');
      used.add('unit-a');
      await expect(take('unit-b', 1_000_000)).rejects.toThrow(DomainError);
    });

    it('passes to one of many, also when they all ask at once', async () => {
      await take('unit-gone');
      const outcomes = await Promise.allSettled(Array.from({ length: 50 }, (_, nr) => take(`unit-${nr}`, 61)));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });

    it('is not taken from a holder who comes back at that very moment', async () => {
      await take('unit-slow');
      await giveBack('unit-slow');
      await take('unit-slow');
      const comingBack = async () => {
        await giveBack('unit-slow');
        await take('unit-slow', 61);
        used.add('unit-slow');
        return false;
      };
      const newcomer = reserve(store, 'uscc', '91320102DEM0000142', 'unit-b', {
        context: after(61),
        stillHeld: comingBack,
        refusal: { code: 'unit/uscc-taken', message: '已被占用' },
      });
      await expect(newcomer).rejects.toThrow(DomainError);
      expect((await history()).at(-1)).toEqual(['ReservationTaken', 'unit-slow']);
    });
  });

  it('never has two holders, whoever takes and gives back in whatever order', async () => {
    const step = fc.record({
      holder: fc.constantFrom('unit-a', 'unit-b', 'unit-c'),
      what: fc.constantFrom('take', 'give back'),
      seconds: fc.constantFrom(0, 30, 90, 300),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        store = new InMemoryEventStore();
        const outcomes = await Promise.allSettled(
          steps.map(({ holder, what, seconds }) => (what === 'take' ? take(holder, seconds) : giveBack(holder))),
        );
        const mistakes = outcomes.filter((each) => each.status === 'rejected' && !(each.reason instanceof DomainError));
        expect(mistakes).toEqual([]);
        let holder: string | undefined;
        for (const { type, data } of await store.read('reservation-uscc-91320102DEM0000142')) {
          expect(holder).toBe(type === 'ReservationTaken' ? undefined : holderOf({ data }));
          holder = type === 'ReservationTaken' ? holderOf({ data }) : undefined;
        }
      }),
    );
  });
});

const holderOf = ({ data }: Pick<RecordedEvent, 'data'>) => (data as { holder: string }).holder;
