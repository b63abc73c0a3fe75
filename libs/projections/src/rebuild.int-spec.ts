import type { EventFeed } from '@lianjian/event-sourcing/event-feed';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { PostgresEventFeed } from '@lianjian/event-sourcing/postgres-event-feed';
import { PostgresEventStore } from '@lianjian/event-sourcing/postgres-event-store';
import { createEventSchema } from '@lianjian/event-sourcing/postgres-schema';
import { WakeUp } from '@lianjian/event-sourcing/wake-up';
import { type Database, freshDatabase } from '../../../test/support/database.js';
import { missingMigrations } from './testing.js';
import { ToyReadSide } from './toy-read-side.js';
import { toyActivityView, toyParticipationView, toyStream } from './toy-views.js';

const DEADLINE = 20_000;
const MANY = Array.from({ length: 50 }, (_, index) => index + 1);

let database: Database;
let toy: ToyReadSide;

beforeAll(async () => {
  database = await freshDatabase('rebuild');
  toy = await ToyReadSide.open(database.url);
});
beforeEach(() => toy.clear());
afterAll(async () => {
  await toy.dataSource.destroy();
  await database.drop();
});

const applied = async (events: readonly RecordedEvent[]) => {
  const runner = toy.runner();
  await runner.applyBatch(events, events.at(-1)?.position);
  return runner;
};
const schemas = async () => {
  const rows = await toy.dataSource.query(`SELECT nspname FROM pg_namespace WHERE nspname LIKE 'views%'`);
  return rows.map(({ nspname }: { nspname: string }) => nspname);
};
/** A feed that behaves like the toy's but for what is given. */
const feedWith = (own: Partial<EventFeed>): EventFeed => Object.assign(Object.create(toy.feed), own);

describe('A rebuild', () => {
  it.each([
    { batchSize: 1, hold: 3, activities: 4 },
    { batchSize: 7, hold: 40, activities: 50 },
    { batchSize: 500, hold: 50_000, activities: 50 },
    { batchSize: 500, hold: 0, activities: 50 },
  ])(
    'in batches of $batchSize, holding $hold rows, gives just what was applied live',
    async ({ activities, ...pace }) => {
      const events = await toy.append(...MANY.slice(0, activities));
      const runner = toy.runner();
      for (let from = 0, size = 1; from < events.length; from += size, size = (size * 7) % 31) {
        await runner.applyBatch(
          events.slice(from, from + size),
          events[Math.min(from + size, events.length) - 1]?.position,
        );
      }
      const live = await toy.dump();

      const rebuilt = await toy.runner().rebuild(pace);
      expect(rebuilt).toMatchObject({ events: events.length, position: events.at(-1)?.position });
      expect(await toy.dump()).toBe(live);
      expect((await runner.checkpoint()).position).toBe(events.at(-1)?.position);
    },
  );

  it('gives the same in every time zone of the server', async () => {
    await toy.append(...MANY.slice(0, 30));
    const dumps = new Set<string>();
    for (const zone of ['UTC', 'Asia/Shanghai', 'America/St_Johns']) {
      const abroad = await ToyReadSide.open(database.url, { options: `-c TimeZone=${zone} -c DateStyle=SQL,DMY` });
      await abroad.runner({ feed: toy.feed }).rebuild({ batchSize: 7 });
      await abroad.dataSource.destroy();
      dumps.add(await toy.dump());
    }
    expect(dumps.size).toBe(1);
  });

  it('of a view that reads the clock gives something else each time (control)', async () => {
    await toy.append(1, 2, 3);
    const views = [
      {
        ...toyActivityView,
        project: (...given: Parameters<typeof toyActivityView.project>) => {
          const next = toyActivityView.project(...given);
          return next && { ...next, startAt: new Date().toISOString() };
        },
      },
      toyParticipationView,
    ];
    await toy.runner({ views }).rebuild();
    const first = await toy.dump();
    await toy.runner({ views }).rebuild();
    expect(await toy.dump()).not.toBe(first);
  });

  it('replaces what was wrong, and leaves nothing behind', async () => {
    const events = await toy.append(1, 2, 3);
    await applied(events);
    const right = await toy.dump();
    await toy.dataSource.query('UPDATE views.toy_activity SET corrections = 99');
    await toy.dataSource.query('DELETE FROM views.toy_participation');
    await toy.runner().rebuild();
    expect(await toy.dump()).toBe(right);
    expect(await schemas()).toEqual(['views']);
  });

  it('keeps columns, constraints and indexes under the names that migrations know', async () => {
    const parts = () =>
      toy.dataSource.query(
        `SELECT indexdef AS part FROM pg_indexes WHERE schemaname = 'views' UNION ALL
         SELECT conrelid::regclass || conname || pg_get_constraintdef(oid) FROM pg_constraint
          WHERE connamespace = 'views'::regnamespace ORDER BY part`,
      );
    const before = await parts();
    await toy.runner().rebuild();
    expect(await parts()).toEqual(before);
    expect(await missingMigrations(toy.dataSource)).toEqual([]);
  });

  it('that fails leaves the live rows as they were, and the next one succeeds', async () => {
    const events = await toy.append(1, 2, 3);
    const runner = await applied(events.slice(0, 9));
    const before = await toy.dump();
    const views = [
      {
        ...toyActivityView,
        project: () => {
          throw new Error('not written yet');
        },
      },
    ];
    await expect(toy.runner({ views }).rebuild()).rejects.toThrow('would not follow: views.toy_participation');
    await expect(toy.runner({ views: [...views, toyParticipationView] }).rebuild()).rejects.toThrow('not written yet');
    expect(await toy.dump()).toBe(before);
    expect((await runner.checkpoint()).position).toBe(events[8]?.position);
    await toy.runner().rebuild();
    expect((await runner.checkpoint()).position).toBe(events.at(-1)?.position);
  });

  it('never swaps in what it could not fill to the end', async () => {
    const events = await toy.append(1, 2, 3);
    await applied(events);
    const before = await toy.dump();
    const feed = feedWith({
      async *subscribe() {
        yield { events: events.slice(0, 5), position: events[4]!.position };
      },
    });
    await expect(toy.runner({ feed }).rebuild()).rejects.toThrow(
      `The feed ended at 5, before ${events.at(-1)?.position}`,
    );
    expect(await toy.dump()).toBe(before);
  });

  it('stops when it is told to', async () => {
    await toy.append(1, 2, 3);
    const stop = new AbortController();
    const feed = feedWith({
      subscribe: (subscription) => {
        stop.abort();
        return toy.feed.subscribe(subscription);
      },
    });
    await expect(toy.runner({ feed }).rebuild({ signal: stop.signal })).rejects.toThrow('aborted');
  });

  it('is refused where something looks at the tables from outside, as it would go on looking at the old ones', async () => {
    await toy.append(1);
    await toy.dataSource.query('CREATE VIEW public.outsider AS SELECT key FROM views.toy_activity');
    await expect(toy.runner().rebuild()).rejects.toThrow('would not follow: outsider');
    await toy.dataSource.query('DROP VIEW public.outsider');
    await toy.runner().rebuild();
    expect(await schemas()).toEqual(['views']);
  });

  it('has what another deliverer applied meanwhile, of which the checkpoint knows nothing', async () => {
    const events = await toy.append(1, 2);
    await toy.runner().applyBatch(events);
    let looks = 0;
    const feed = feedWith({
      head: async () => {
        const head = await toy.feed.head();
        looks += 1;
        if (looks === 2) await toy.runner().applyBatch(await toy.append(3));
        return head;
      },
    });
    await toy.runner({ feed }).rebuild();
    const rows = await toy.dataSource.query('SELECT title FROM views.toy_activity WHERE superseded_at IS NULL');
    expect(rows).toHaveLength(3);
  });

  it('comes by itself where a view is of a newer revision than its rows', async () => {
    const events = await toy.append(1, 2);
    await applied(events);
    const views = [
      {
        ...toyActivityView,
        revision: 2,
        project: (...given: Parameters<typeof toyActivityView.project>) => {
          const next = toyActivityView.project(...given);
          return next && given[1].type === 'ActivityHeld' ? { ...next, title: `《${next.title}》` } : next;
        },
      },
      toyParticipationView,
    ];
    const runner = toy.runner({ views });
    runner.start();
    const [another] = await toy.append(3);
    expect(await runner.waitFor(another!.position, DEADLINE)).toBe(true);
    await runner.stop();
    const titles = await toy.dataSource.query(
      'SELECT title FROM views.toy_activity WHERE superseded_at IS NULL ORDER BY title',
    );
    expect(titles.map(({ title }: { title: string }) => title)).toEqual([
      '《第1次联建活动》',
      '《第2次联建活动》',
      '《第3次联建活动》',
    ]);
    expect(await runner.outdated()).toEqual([]);
    await expect(toy.runner().applyBatch(events)).rejects.toThrow('was made by revision 2');
  });
});

describe('A rebuild under load', () => {
  it('swaps without losing an event, and nobody waits for it', async () => {
    await createEventSchema(database.pool);
    const appended = new WakeUp();
    const store = new PostgresEventStore(database.pool, appended);
    const feed = new PostgresEventFeed(database.pool, { appended });
    const runner = toy.runner({ feed, batchSize: 50 });
    runner.start();

    let isOver = false;
    let [events, last] = [0, ''];
    const writer = async (first: number) => {
      for (let nr = first; !isOver; nr += 4) {
        const life = toyStream(nr);
        for (const [version, event] of life.events.entries()) {
          const [written] = await store.append(life.stream, version, [event]);
          await new Promise((resolve) => setTimeout(resolve, 2));
          events += 1;
          if (last === '' || feed.compare(written!.position, last) > 0) last = written!.position;
        }
      }
    };
    let [queries, longest] = [0, 0];
    const reader = async () => {
      for (let known = 0; !isOver; queries += 1) {
        const begin = performance.now();
        const [{ count }] = await toy.dataSource.query('SELECT count(*)::int FROM views.toy_participation');
        longest = Math.max(longest, performance.now() - begin);
        expect(count).toBeGreaterThanOrEqual(known);
        known = count;
      }
    };
    const load = Promise.all([writer(1), writer(2), writer(3), writer(4), reader()]);
    const pauses: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      pauses.push((await runner.rebuild({ batchSize: 100 })).pauseMs);
    }
    isOver = true;
    await load;

    expect(await runner.waitFor(last, DEADLINE)).toBe(true);
    const verified = await runner.verify();
    expect(verified).toMatchObject({ events: { live: events, log: events }, count: 0, differences: [] });
    expect(Math.max(...pauses)).toBeLessThan(1_000);
    expect(queries).toBeGreaterThan(3);
    expect(longest).toBeLessThan(1_000);
    await runner.stop();
    expect(toy.reported).toEqual([]);
  }, 60_000);
});
