import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { type Database, freshDatabase } from '../../../test/support/database.js';
import { ToyReadSide } from './toy-read-side.js';

const MANY = Array.from({ length: 50 }, (_, index) => index + 1);

let database: Database;
let toy: ToyReadSide;

beforeAll(async () => {
  database = await freshDatabase('verify');
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
describe('Verifying', () => {
  it('finds nothing where nothing is wrong, however far the log has gone on since', async () => {
    const events = await toy.append(...MANY);
    const runner = await applied(events.slice(0, 200));
    const before = await toy.dump();
    expect(await runner.verify({ batchSize: 33 })).toEqual({
      position: events[199]?.position,
      events: { live: 200, log: 200 },
      count: 0,
      differences: [],
    });
    expect(await toy.dump()).toBe(before);
    expect(await schemas()).toEqual(['views']);
  });

  it('compares an empty read side with an empty log', async () => {
    expect(await toy.runner().verify()).toEqual({
      position: undefined,
      events: { live: 0, log: 0 },
      count: 0,
      differences: [],
    });
  });

  it('names the row that somebody changed, and shows both sides', async () => {
    const events = await toy.append(...MANY);
    const runner = await applied(events);
    const key = events[40]!.stream.slice('activity-'.length);
    await toy.dataSource.query(
      `UPDATE views.toy_activity SET title = '改过的' WHERE key = $1 AND superseded_at IS NULL`,
      [key],
    );
    const { count, differences } = await runner.verify();
    expect([count, differences.length]).toEqual([1, 1]);
    expect(differences[0]).toMatchObject({
      table: 'toy_activity',
      key,
      live: { title: '改过的' },
      rebuilt: { title: '第41次联建活动' },
    });
  });

  it('names rows that are missing and rows that should not be there', async () => {
    const events = await toy.append(1, 2, 3);
    const runner = await applied(events);
    const [one, two] = events.map(({ stream }) => stream.slice('activity-'.length)) as [string, string];
    await toy.dataSource.query('DELETE FROM views.toy_activity WHERE key = $1 AND version = 1', [one]);
    await toy.dataSource.query(
      `INSERT INTO views.toy_participation
       SELECT key || '/𠮷', version, recorded_at, superseded_at, event_ids, activity_id, unit_id, on_site
         FROM views.toy_participation WHERE key LIKE $1 || '/%' AND superseded_at IS NULL LIMIT 1`,
      [two],
    );
    const { count, differences } = await runner.verify();
    expect(count).toBe(2);
    expect(differences).toEqual([
      expect.objectContaining({ table: 'toy_activity', key: one, version: 1, live: undefined }),
      expect.objectContaining({
        table: 'toy_participation',
        key: expect.stringMatching(/^.+𠮷$/u),
        rebuilt: undefined,
      }),
    ]);
  });

  it('counts, and does not believe a checkpoint that ran ahead', async () => {
    const events = await toy.append(1, 2);
    const runner = await applied(events.slice(0, 10));
    await runner.applyBatch([], events.at(-1)!.position);
    const { events: counted, differences } = await runner.verify();
    expect(counted).toEqual({ live: 10, log: events.length });
    expect(differences).toContainEqual({
      table: 'progress',
      key: events[10]!.stream,
      version: 0,
      live: { stream: events[10]!.stream, version: expect.any(Number) },
      rebuilt: { stream: events[10]!.stream, version: expect.any(Number) },
    });
  });

  it('shows no more differences than asked for, and counts all', async () => {
    const runner = await applied(await toy.append(...MANY));
    await toy.dataSource.query('UPDATE views.toy_participation SET on_site = -1');
    const { count, differences } = await runner.verify({ limit: 5 });
    const [{ rows }] = await toy.dataSource.query('SELECT count(*)::int AS rows FROM views.toy_participation');
    expect([count, differences.length]).toEqual([rows, 5]);
  });

  it('and rebuilding take turns', async () => {
    await applied(await toy.append(1));
    const [one, other] = await Promise.allSettled([toy.runner().verify(), toy.runner().rebuild()]);
    expect([one.status, other.status].sort()).toEqual(['fulfilled', 'rejected']);
    await toy.runner().rebuild();
  });
});
