import { randomUUID } from 'node:crypto';
import { SYSTEM } from '@lianjian/permissions/actor';
import { WrongVersionError } from './errors.js';
import type { EventStore, Metadata, NewEvent } from './event-store.js';

/** What a contract suite runs on, and how it is put away. */
export type Opened<T> = T & Readonly<{ close(): Promise<void> }>;

const metadata: Metadata = {
  occurredOn: '2026-07-01',
  recordedAt: '2026-07-01T08:30:00.000Z',
  actor: SYSTEM,
  source: 'SYSTEM',
  correlationId: 'contract',
  causationId: 'contract',
};

/** An event of a contract suite; `data` defaults to an empty object. */
export const newEvent = (data: object = {}, type = 'Noted'): NewEvent => ({
  id: randomUUID(),
  type,
  schema: 1,
  data,
  metadata,
});

/** Everything an event store promises. Each adapter runs it. */
export function describeEventStore(name: string, open: () => Promise<Opened<{ store: EventStore }>>): void {
  describe(`${name} as an event store`, () => {
    let opened: Opened<{ store: EventStore }>;
    let store: EventStore;
    let stream: string;

    beforeAll(async () => {
      opened = await open();
      store = opened.store;
    });
    afterAll(() => opened?.close());
    beforeEach(() => {
      stream = `note-${randomUUID()}`;
    });

    /** Tries to append, and tells a lost race from every other outcome. */
    const attempt = async (expected: number, ...events: NewEvent[]) => {
      try {
        return await store.append(stream, expected, events);
      } catch (error) {
        expect(error).toBeInstanceOf(WrongVersionError);
        return error as WrongVersionError;
      }
    };

    it('knows no events of a stream nobody wrote', async () => {
      expect(await store.read(stream)).toEqual([]);
    });

    it('gives back what was appended, in order, counting versions from one', async () => {
      const [a, b, c] = [newEvent({ nr: 1 }), newEvent({ nr: 2 }), newEvent({ nr: 3 })];
      await store.append(stream, 0, [a]);
      await store.append(stream, 1, [b, c]);
      expect(await store.read(stream)).toMatchObject([
        { ...a, stream, version: 1 },
        { ...b, stream, version: 2 },
        { ...c, stream, version: 3 },
      ]);
    });

    it.each([1, 3])('answers an append of %d with just what a read then gives', async (count) => {
      await store.append(stream, 0, [newEvent(), newEvent()]);
      const events = Array.from({ length: count }, (_, nr) => newEvent({ nr, dropped: undefined }));
      const written = await store.append(stream, 2, events);
      expect(written).toHaveLength(count);
      expect(await store.read(stream, 3)).toStrictEqual(written);
    });

    it('reads from a version on', async () => {
      await store.append(stream, 0, [newEvent(), newEvent(), newEvent()]);
      const versions = async (from: number) => (await store.read(stream, from)).map(({ version }) => version);
      expect(await versions(1)).toEqual([1, 2, 3]);
      expect(await versions(3)).toEqual([3]);
      expect(await versions(4)).toEqual([]);
    });

    it.each<[string, object]>([
      ['keys in an order of their own', { z: 1, a: { y: 1, b: 2 }, 10: 'x', 2: 'y' }],
      ['numbers', { half: 0.5, small: 1e-7, large: 9_007_199_254_740_991, huge: 1e300, negative: -1, third: 1 / 3 }],
      [
        'text',
        {
          han: '新街口商圈联席会',
          rare: '𠮷',
          quote: '"\\\'',
          control: '\u0000\u0001\n\t',
          mark: '\ufeff',
          lone: '\ud800',
        },
      ],
      ['nothing', { null: null, empty: '', none: [], object: {}, false: false, zero: 0 }],
      ['depth', { a: [{ b: [[{ c: [1, [2, [3]]] }]] }] }],
      ['bulk', { text: '联'.repeat(200_000) }],
    ])('keeps %s to the letter', async (_, data) => {
      const withReason = { ...newEvent(data), metadata: { ...metadata, reason: '更正：报送有误' } };
      await store.append(stream, 0, [withReason]);
      const [recorded] = await store.read(stream);
      expect(JSON.stringify(recorded?.data)).toBe(JSON.stringify(data));
      expect(JSON.stringify(recorded?.metadata)).toBe(JSON.stringify(withReason.metadata));
      expect(recorded).toMatchObject({ id: withReason.id, type: withReason.type, schema: 1 });
    });

    it('keeps the schema that an event was written with', async () => {
      await store.append(stream, 0, [{ ...newEvent(), schema: 7 }]);
      expect((await store.read(stream))[0]?.schema).toBe(7);
    });

    it('has nothing but JSON in it, whatever it was given', async () => {
      const at = new Date(0);
      await store.append(stream, 0, [newEvent({ at, gone: undefined, list: [undefined] })]);
      const [recorded] = await store.read(stream);
      expect(recorded?.data).toStrictEqual({ at: at.toISOString(), list: [null] });
    });

    it('has nothing of an append that it could not write down', async () => {
      await expect(store.append(stream, 0, [newEvent(), newEvent({ big: 1n })])).rejects.toThrow(TypeError);
      expect(await store.read(stream)).toEqual([]);
    });

    it.each([
      ['behind', 1],
      ['ahead', 3],
    ])('refuses a writer who is %s and says where the stream is', async (_, expected) => {
      await store.append(stream, 0, [newEvent(), newEvent()]);
      for (const events of [[newEvent()], [newEvent(), newEvent()], []]) {
        const refused = await store.append(stream, expected, events).catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(WrongVersionError);
        expect(refused).toMatchObject({ stream, expected, actual: 2 });
      }
      expect(await store.read(stream)).toHaveLength(2);
    });

    it('refuses to begin a stream anywhere but at its beginning', async () => {
      expect(await attempt(1, newEvent())).toMatchObject({ expected: 1, actual: 0 });
      expect(await attempt(-1, newEvent())).toMatchObject({ expected: -1, actual: 0 });
      expect(await store.read(stream)).toEqual([]);
    });

    it('appends nothing to a stream that is where it was expected', async () => {
      expect(await store.append(stream, 0, [])).toEqual([]);
      await store.append(stream, 0, [newEvent()]);
      expect(await store.append(stream, 1, [])).toEqual([]);
      expect(await store.read(stream)).toHaveLength(1);
    });

    it('lets one of many writers who expect the same version win, and tells the others where the stream is', async () => {
      const outcomes = await Promise.all(Array.from({ length: 32 }, () => attempt(0, newEvent())));
      const losers = outcomes.filter((outcome) => outcome instanceof WrongVersionError);
      expect(losers).toHaveLength(31);
      expect(losers.map(({ actual }) => actual)).toEqual(losers.map(() => 1));
      expect(await store.read(stream)).toHaveLength(1);
    });

    it('appends all events or none, also when racing', async () => {
      // Three against one: a loser whose first event collides must not leave its second and third behind.
      const outcomes = await Promise.all(
        Array.from({ length: 32 }, (_, writer) =>
          attempt(0, ...Array.from({ length: writer % 2 ? 1 : 3 }, () => newEvent({ writer }))),
        ),
      );
      const winners = outcomes.filter((outcome) => !(outcome instanceof WrongVersionError));
      expect(winners).toHaveLength(1);
      expect(await store.read(stream)).toEqual(winners[0]);
    });

    it('leaves no gap and loses nobody when writers take turns as they can', async () => {
      const append = async (writer: number): Promise<void> => {
        for (let expected = 0; ; ) {
          const outcome = await attempt(expected, newEvent({ writer }));
          if (!(outcome instanceof WrongVersionError)) return;
          expected = outcome.actual;
        }
      };
      await Promise.all(Array.from({ length: 16 }, (_, writer) => append(writer)));
      const recorded = await store.read(stream);
      expect(recorded.map(({ version }) => version)).toEqual(Array.from({ length: 16 }, (_, index) => index + 1));
      const writers = recorded.map(({ data }) => (data as { writer: number }).writer);
      expect(new Set(writers).size).toBe(16);
    });

    it('reads its own writes, and other streams do not show', async () => {
      const other = `${stream}-1`;
      await Promise.all([store.append(stream, 0, [newEvent()]), store.append(other, 0, [newEvent(), newEvent()])]);
      expect(await store.read(stream)).toHaveLength(1);
      expect(await store.read(other)).toHaveLength(2);
      expect(await store.read(stream.toUpperCase())).toEqual([]);
    });

    it('takes any text for a stream name', async () => {
      const odd = `note-'; DROP TABLE events.event; --联/%_\\${stream}`;
      await store.append(odd, 0, [newEvent()]);
      expect(await store.read(odd)).toMatchObject([{ stream: odd, version: 1 }]);
    });
  });
}
