import type { Subscription } from '@lianjian/event-sourcing/event-feed';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { type Database, freshDatabase } from '../../../test/support/database.js';
import { whereAsOf } from './as-of.js';
import { ToyReadSide } from './toy-read-side.js';
import { ToyActivityRow, type ToyEvent, toyActivityView } from './toy-views.js';
import type { View } from './view.js';

const DEADLINE = 10_000;

let database: Database;
let toy: ToyReadSide;

beforeAll(async () => {
  database = await freshDatabase('view_runner');
  toy = await ToyReadSide.open(database.url);
});
beforeEach(() => toy.clear());
afterAll(async () => {
  await toy.dataSource.destroy();
  await database.drop();
});

const keyOf = ({ stream }: Pick<RecordedEvent, 'stream'>) => stream.slice('activity-'.length);
const current = (event: RecordedEvent) =>
  whereAsOf(toy.dataSource.createQueryBuilder(ToyActivityRow, 'a'))
    .andWhere('a.key = :key', { key: keyOf(event) })
    .getOne();
const projecting = (project: View<ToyActivityRow, ToyEvent>['project']): readonly View[] => [
  { ...toyActivityView, project },
];
const until = async (isSo: () => boolean | Promise<boolean>) => {
  for (const end = Date.now() + DEADLINE; !(await isSo()); ) {
    if (Date.now() > end) throw new Error(`Still not so: ${isSo}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

describe('A running runner', () => {
  it('follows the feed, and goes on after a restart where it had come to', async () => {
    const first = await toy.append(1, 2);
    const runner = toy.runner({ batchSize: 3 });
    runner.start();
    expect(await runner.waitFor(first.at(-1)!.position, DEADLINE)).toBe(true);
    await runner.stop();
    expect(runner.status).toEqual({ state: 'stopped' });

    const asked: (string | undefined)[] = [];
    const feed = Object.create(toy.feed, {
      subscribe: {
        value: (subscription: Subscription) => {
          asked.push(subscription.from);
          return toy.feed.subscribe(subscription);
        },
      },
    });
    const second = await toy.append(3);
    const next = toy.runner({ feed });
    next.start();
    expect(await next.waitFor(second.at(-1)!.position, DEADLINE)).toBe(true);
    await next.stop();
    expect(asked).toEqual([first.at(-1)!.position]);
    expect(await current(second[0]!)).toMatchObject({ version: second.length, verified: true });
  });

  it('knows how far it is behind, in events and in time', async () => {
    const runner = toy.runner();
    expect(await runner.lag()).toEqual({ events: 0, ms: 0 });
    const events = await toy.append(1, 2);
    await runner.applyBatch(events.slice(0, 3), '3');
    const now = Date.parse(events[3]!.metadata.recordedAt) + 90_000;
    expect(await runner.lag({ now })).toEqual({ events: events.length - 3, ms: 90_000 });
    expect(await runner.lag({ now, limit: 2 })).toEqual({ events: 2, ms: 90_000 });
    await runner.applyBatch(events, events.at(-1)!.position);
    expect(await runner.lag({ now })).toEqual({ events: 0, ms: 0 });
  });

  it('lets reads wait for what another process applies', async () => {
    const events = await toy.append(1);
    const reader = toy.runner();
    expect(await reader.waitFor(events.at(-1)!.position, 60)).toBe(false);
    const waiting = reader.waitFor(events.at(-1)!.position, DEADLINE);
    await toy.runner().applyBatch(events, events.at(-1)!.position);
    expect(await waiting).toBe(true);
  });

  it('halts at an event that cannot be applied, names it, and has applied what came before', async () => {
    const events = await toy.append(1, 2);
    const poison = events[7]!;
    const runner = toy.runner({
      maxAttempts: 3,
      views: projecting((row, event, key) => {
        if (event.id === poison.id) throw new Error('no such district');
        return toyActivityView.project(row, event, key);
      }),
    });
    runner.start();
    await until(() => runner.status.state === 'halted');
    expect(runner.isHealthy).toBe(false);
    expect(runner.status).toMatchObject({
      eventId: poison.id,
      stream: poison.stream,
      reason: expect.stringContaining('no such district'),
    });
    expect(toy.reported).toHaveLength(3);
    expect((await runner.checkpoint()).position).toBe(events[6]!.position);
    await runner.stop();
    expect(runner.status.state).toBe('halted');

    const mended = toy.runner({ views: [toyActivityView] });
    mended.start();
    expect(await mended.waitFor(events.at(-1)!.position, DEADLINE)).toBe(true);
    await mended.stop();
  });

  it('names the event also where it is the table that refuses', async () => {
    const events = await toy.append(1, 2);
    const runner = toy.runner({
      maxAttempts: 2,
      views: projecting((row, event, key) => {
        const next = toyActivityView.project(row, event, key);
        return next && event.stream === events[1]!.stream ? { ...next, title: null as never } : next;
      }),
    });
    runner.start();
    await until(() => runner.status.state === 'halted');
    expect(runner.status).toMatchObject({ eventId: events[1]!.id, reason: expect.stringContaining('null value') });
    await runner.stop();
  });

  it('halts where somebody else has removed rows', async () => {
    const events = await toy.append(1);
    const runner = toy.runner({ maxAttempts: 2 });
    await runner.applyBatch(events.slice(0, 4), '4');
    await toy.dataSource.query(`CREATE FUNCTION vanish() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`);
    await toy.dataSource.query(
      'CREATE TRIGGER vanish BEFORE UPDATE ON views.toy_activity FOR EACH ROW EXECUTE FUNCTION vanish()',
    );
    runner.start();
    await until(() => runner.status.state === 'halted');
    expect(runner.status).toMatchObject({ eventId: events[6]!.id, reason: expect.stringContaining('has lost rows') });
    await toy.dataSource.query('DROP FUNCTION vanish CASCADE');
    await runner.stop();
  });

  it('does not give up on what heals', async () => {
    const events = await toy.append(1, 2, 3);
    let failures = 0;
    const runner = toy.runner({
      maxAttempts: 5,
      batchSize: 4,
      views: projecting((row, event, key) => {
        if (event.version === 2 && failures < 3) {
          failures += 1;
          throw new Error('not yet');
        }
        return toyActivityView.project(row, event, key);
      }),
    });
    runner.start();
    expect(await runner.waitFor(events.at(-1)!.position, DEADLINE)).toBe(true);
    expect(runner.isHealthy).toBe(true);
    await runner.stop();
  });

  it('survives the loss of its connection in the middle of a batch', async () => {
    const events = await toy.append(1, 2, 3);
    await toy.dataSource.query(
      `CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END'`,
    );
    await toy.dataSource.query(
      'CREATE TRIGGER slow BEFORE UPDATE ON views.checkpoint FOR EACH ROW EXECUTE FUNCTION linger()',
    );
    const runner = toy.runner();
    runner.start();
    const victims = `FROM pg_stat_activity WHERE query LIKE 'UPDATE "views".checkpoint%' AND state = 'active'`;
    await until(async () => (await database.pool.query(`SELECT pid ${victims}`)).rowCount === 1);
    await database.pool.query(
      `BEGIN; SELECT pg_terminate_backend(pid) ${victims}; DROP TRIGGER slow ON views.checkpoint; COMMIT`,
    );
    expect(await runner.waitFor(events.at(-1)!.position, DEADLINE)).toBe(true);
    expect(toy.reported.length).toBeGreaterThan(0);
    await runner.stop();

    const survived = await toy.dump();
    await toy.clear();
    await toy.runner().applyBatch(await toy.append(1, 2, 3));
    expect(await toy.dump()).toBe(survived);
    await toy.dataSource.query('DROP FUNCTION linger');
  });
});
