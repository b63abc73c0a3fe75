import { randomUUID } from 'node:crypto';
import type { Batch, EventFeed, Subscription } from './event-feed.js';
import type { EventStore, RecordedEvent } from './event-store.js';
import { newEvent, type Opened } from './event-store-contract.js';

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

    it('names as end the last event recorded, and nothing in an empty store', async () => {
      expect(await feed.end()).toBeUndefined();
      const written = await write('unit', 3);
      expect(await feed.end()).toBe(written.at(-1)?.position);
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
