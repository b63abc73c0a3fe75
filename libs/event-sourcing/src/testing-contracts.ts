import { randomUUID } from 'node:crypto';
import { SYSTEM } from '@lianjian/permissions/actor';
import { WrongVersionError } from './errors.js';
import type { Batch, EventFeed, Subscription } from './event-feed.js';
import type { EventStore, Metadata, NewEvent, RecordedEvent } from './event-store.js';

type Opened<T> = T & Readonly<{ close(): Promise<void> }>;

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

/** Everything an event feed promises. `open` gives an empty store and its feed. */
export function describeEventFeed(
  name: string,
  open: () => Promise<Opened<{ store: EventStore; feed: EventFeed }>>,
): void {
  describe(`${name} as an event feed`, () => {
    let opened: Opened<{ store: EventStore; feed: EventFeed }>;
    let store: EventStore;
    let feed: EventFeed;
    let stop: AbortController;

    beforeEach(async () => {
      opened = await open();
      ({ store, feed } = opened);
      stop = new AbortController();
    });
    afterEach(async () => {
      stop.abort();
      await opened?.close();
    });

    const write = async (category: string, count = 1): Promise<readonly RecordedEvent[]> =>
      store.append(
        `${category}-${randomUUID()}`,
        0,
        Array.from({ length: count }, () => newEvent()),
      );

    /** Reads batches until `enough` says so. */
    const collect = async (
      enough: (batches: readonly Batch[]) => boolean,
      subscription: Omit<Subscription, 'signal'> = {},
    ): Promise<readonly Batch[]> => {
      const batches: Batch[] = [];
      for await (const batch of feed.subscribe({ ...subscription, signal: stop.signal })) {
        batches.push(batch);
        if (enough(batches)) break;
      }
      return batches;
    };
    const eventsOf = (batches: readonly Batch[]) => batches.flatMap(({ events }) => events);
    const take = async (count: number, subscription?: Omit<Subscription, 'signal'>) =>
      eventsOf(await collect((batches) => eventsOf(batches).length >= count, subscription));
    const until = (position: string | undefined) => (batches: readonly Batch[]) =>
      feed.compare(batches.at(-1)?.position as string, position as string) >= 0;

    it('has no head while the store is empty', async () => {
      expect(await feed.head()).toBeUndefined();
    });

    it('hands over what is there, as the store has it, in the order of its positions', async () => {
      const written = [...(await write('unit', 2)), ...(await write('council')), ...(await write('unit', 3))];
      const given = await take(6);
      expect(given).toStrictEqual(written);
      expect(given.map(({ position }) => position)).toEqual(
        [...given].sort((a, b) => feed.compare(a.position, b.position)).map(({ position }) => position),
      );
    });

    it('hands over what comes, usually within 50 ms', async () => {
      const appendedAt = new Map<string, number>();
      const delays: number[] = [];
      const reading = (async () => {
        for await (const { events } of feed.subscribe({ signal: stop.signal })) {
          for (const { id } of events) delays.push(performance.now() - (appendedAt.get(id) ?? Number.NaN));
          if (delays.length === 20) break;
        }
      })();
      for (let nr = 0; nr < 20; nr += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        const event = newEvent();
        appendedAt.set(event.id, performance.now());
        await store.append(`unit-${event.id}`, 0, [event]);
      }
      await reading;
      expect(delays.sort((a, b) => a - b)[10]).toBeLessThan(50);
    });

    it('goes on behind the position it is given', async () => {
      const written = await write('unit', 5);
      expect(await take(3, { from: written[1]?.position })).toEqual(written.slice(2));
    });

    it('gives the same to whoever asks again, in batches of any size', async () => {
      for (let nr = 0; nr < 10; nr += 1) await write(nr % 2 ? 'unit' : 'council', 1 + (nr % 3));
      const head = await feed.head();
      const whole = eventsOf(await collect(until(head)));
      for (const batchSize of [1, 2, 7, 1000]) {
        const batches = await collect(until(head), { batchSize });
        expect(eventsOf(batches)).toEqual(whole);
        expect(Math.max(...batches.map(({ events }) => events.length))).toBeLessThanOrEqual(batchSize);
      }
    });

    it('can be left and taken up again at the position of any batch', async () => {
      for (let nr = 0; nr < 6; nr += 1) await write('unit', 2);
      const head = await feed.head();
      const whole = await collect(until(head), { batchSize: 1 });
      for (const [index, { position }] of whole.slice(0, -1).entries()) {
        const rest = await collect(until(head), { from: position, batchSize: 5 });
        expect(eventsOf(rest)).toEqual(eventsOf(whole.slice(index + 1)));
      }
    });

    it('hands over only the categories it is asked for', async () => {
      const units = await write('unit', 2);
      await write('unity', 2);
      await write('council');
      const projects = await write('project');
      expect(await take(3, { categories: ['unit', 'project'] })).toEqual([...units, ...projects]);
    });

    it('moves its position past events that are not asked for', async () => {
      await write('unit');
      const others = await write('council', 3);
      const head = await feed.head();
      expect(head).toBe(others.at(-1)?.position);
      const batches = await collect(until(head), { categories: ['unit'], batchSize: 2 });
      expect(eventsOf(batches)).toHaveLength(1);
      expect(batches.at(-1)?.position).toBe(head);
    });

    it('names as head what a subscriber has when it has everything', async () => {
      await write('unit', 4);
      const head = await feed.head();
      const batches = await collect(until(head));
      expect(batches.at(-1)?.position).toBe(head);
      expect(eventsOf(batches).at(-1)?.position).toBe(head);
    });

    it('orders positions', async () => {
      const positions: string[] = [];
      for (let nr = 0; nr < 12; nr += 1) positions.push((await write('unit'))[0]?.position as string);
      const [first, second] = positions as [string, string];
      expect(feed.compare(first, second)).toBeLessThan(0);
      expect(feed.compare(second, first)).toBeGreaterThan(0);
      expect(feed.compare(first, first)).toBe(0);
      expect([...positions].reverse().sort(feed.compare.bind(feed))).toEqual(positions);
    });

    it('keeps the order of each stream while many write', async () => {
      const streams = Array.from({ length: 8 }, () => `unit-${randomUUID()}`);
      const reading = take(8 * 25);
      await Promise.all(
        streams.map(async (stream) => {
          for (let version = 0; version < 25; version += 1) await store.append(stream, version, [newEvent()]);
        }),
      );
      const given = await reading;
      for (const stream of streams) {
        const versions = given.filter((event) => event.stream === stream).map(({ version }) => version);
        expect(versions).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
      }
    });

    it('serves subscribers who know nothing of each other', async () => {
      const written = await write('unit', 3);
      const both = await Promise.all([take(3, { batchSize: 1 }), take(2, { from: written[0]?.position })]);
      expect(both).toEqual([written, written.slice(1)]);
    });

    it('reads on only when it is asked to', async () => {
      await write('unit', 3);
      const batches = feed.subscribe({ batchSize: 1, signal: stop.signal })[Symbol.asyncIterator]();
      await batches.next();
      await write('unit', 2);
      stop.abort();
      // Nothing was fetched ahead: what was not asked for before the end never comes.
      expect(await batches.next()).toEqual({ done: true, value: undefined });
    });

    it.each(['before', 'while waiting', 'while being read'])('ends without a word when told to, %s', async (when) => {
      if (when === 'while being read') await write('unit', 3);
      if (when === 'before') stop.abort();
      const reading = collect(
        () => {
          stop.abort();
          return false;
        },
        { batchSize: 1 },
      );
      if (when === 'while waiting') setTimeout(() => stop.abort(), 30);
      expect(eventsOf(await reading)).toHaveLength(when === 'while being read' ? 1 : 0);
    });
  });
}
