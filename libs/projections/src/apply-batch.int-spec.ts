import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { type Database, freshDatabase } from '../../../test/support/database.js';
import { whereAsOf } from './as-of.js';
import { missingMigrations } from './testing.js';
import { ToyReadSide } from './toy-read-side.js';
import { ToyActivityRow, type ToyEvent, ToyParticipationRow, toyActivityView, toyViews } from './toy-views.js';
import type { View } from './view.js';
import type { Applied } from './view-runner.js';

let database: Database;
let toy: ToyReadSide;

beforeAll(async () => {
  database = await freshDatabase('apply_batch');
  toy = await ToyReadSide.open(database.url);
});
beforeEach(() => toy.clear());
afterAll(async () => {
  await toy.dataSource.destroy();
  await database.drop();
});

const keyOf = ({ stream }: Pick<RecordedEvent, 'stream'>) => stream.slice('activity-'.length);
const versionsOf = (event: RecordedEvent) =>
  toy.dataSource.manager.find(ToyActivityRow, { where: { key: keyOf(event) }, order: { version: 'ASC' } });
const projecting = (project: View<ToyActivityRow, ToyEvent>['project']): readonly View[] => [
  { ...toyActivityView, project },
];
describe('The migrated tables', () => {
  it('agree with the entities', async () => {
    expect(await missingMigrations(toy.dataSource)).toEqual([]);
  });
});

describe('A batch of events', () => {
  it('becomes rows that keep their history', async () => {
    const events = await toy.append(3);
    const [held, , , , , , firstCorrection, , , verified] = events as RecordedEvent[];
    await toy.runner().applyBatch(events);

    const versions = await versionsOf(held!);
    expect(versions.map(({ version, recordedAt, supersededAt }) => [version, recordedAt, supersededAt])).toEqual([
      [1, held!.metadata.recordedAt, firstCorrection!.metadata.recordedAt],
      [7, firstCorrection!.metadata.recordedAt, events[7]!.metadata.recordedAt],
      [8, events[7]!.metadata.recordedAt, events[8]!.metadata.recordedAt],
      [9, events[8]!.metadata.recordedAt, verified!.metadata.recordedAt],
      [10, verified!.metadata.recordedAt, null],
    ]);
    expect(versions.at(-1)).toMatchObject({
      title: '第3次联建活动',
      heldOn: '2026-03-05',
      startAt: '2026-03-05T01:30:00.000Z',
      tags: ['便民', '"3"'],
      cost: '3',
      corrections: 3,
      verified: true,
      remarks: { nr: 3, by: '联席会办公室', parts: [1, { a: null }] },
      eventIds: [held, ...events.slice(6)].map((event) => event!.id),
    });
  });

  it('is applied once, in whatever pieces and however often it is delivered', async () => {
    const events = await toy.append(1, 2, 3, 4);
    await toy.runner().applyBatch(events);
    const expected = await toy.dump();

    await toy.clear();
    const runner = toy.runner();
    const streams = [...new Set(events.map(({ stream }) => stream))].reverse();
    for (const stream of streams) {
      const own = events.filter((event) => event.stream === stream);
      for (let end = 1; end <= own.length; end += 1) await runner.applyBatch(own.slice(Math.max(0, end - 3), end));
      await runner.applyBatch([...own, ...own]);
    }
    expect(await toy.dump()).toBe(expected);
  });

  it('would be applied twice without the versions of the streams and the keys behind them (control)', async () => {
    const events = await toy.append(3);
    const runner = toy.runner({ views: [toyActivityView] });
    await runner.applyBatch(events);
    await toy.dataSource.query('DELETE FROM views.progress');
    await expect(runner.applyBatch(events)).rejects.toMatchObject({ code: '23505' });
    expect(await versionsOf(events[0]!)).toHaveLength(5);

    await toy.dataSource.query('ALTER TABLE views.toy_activity DROP CONSTRAINT toy_activity_pk');
    await toy.dataSource.query('DROP INDEX views."IDX_9bdd3ab63776166c1af27c1bf1"');
    await runner.applyBatch(events);
    expect(await toy.dataSource.query('SELECT key FROM views.toy_activity')).toHaveLength(10);

    await toy.dataSource.query('TRUNCATE views.toy_activity');
    await toy.dataSource.query(
      'ALTER TABLE views.toy_activity ADD CONSTRAINT toy_activity_pk PRIMARY KEY (key, version)',
    );
    await toy.dataSource.query(
      'CREATE UNIQUE INDEX "IDX_9bdd3ab63776166c1af27c1bf1" ON views.toy_activity (key) WHERE superseded_at IS NULL',
    );
  });

  it('is folded alike from rows just folded and from rows read back', async () => {
    const views = projecting((row, event) =>
      event.type === 'ActivityHeld'
        ? ({ ...event.data, corrections: 0, verified: false, unheard: 1 } as never)
        : row && { ...row, title: Object.entries(row).sort().join() },
    );
    const events = await toy.append(3);
    await toy.runner({ views }).applyBatch(events);
    const atOnce = await toy.dump();
    await toy.clear();
    for (const event of await toy.append(3)) await toy.runner({ views }).applyBatch([event]);
    expect(await toy.dump()).toBe(atOnce);
  });

  it('with a gap in a stream changes nothing at all', async () => {
    const events = await toy.append(1, 2);
    await toy.runner().applyBatch(events.slice(0, 4), events[3]!.position);
    const before = await toy.dump();
    await expect(toy.runner().applyBatch(events.filter((_, index) => index !== 5))).rejects.toThrow(
      `${events[5]!.stream}: got event 4 after 2`,
    );
    expect(await toy.dump()).toBe(before);
    expect((await toy.runner().checkpoint()).position).toBe(events[3]!.position);
  });

  it('changes rows and checkpoint together or not at all', async () => {
    const events = await toy.append(1, 2);
    const untouched = await toy.dump();
    await toy.dataSource.query(
      `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''power cut''; END'`,
    );
    await toy.dataSource.query(
      'CREATE TRIGGER cut BEFORE UPDATE ON views.checkpoint FOR EACH ROW EXECUTE FUNCTION refuse()',
    );
    await expect(toy.runner().applyBatch(events, events.at(-1)!.position)).rejects.toThrow('power cut');
    expect(await toy.dump()).toBe(untouched);

    await toy.dataSource.query('DROP TRIGGER cut ON views.checkpoint');
    await toy.dataSource.query('DROP FUNCTION refuse');
    await toy.runner().applyBatch(events, events.at(-1)!.position);
    expect((await toy.runner().checkpoint()).position).toBe(events.at(-1)!.position);
  });

  it('never moves the checkpoint back', async () => {
    const events = await toy.append(1);
    const runner = toy.runner();
    await runner.applyBatch(events, '8');
    await runner.applyBatch([], '5');
    await runner.applyBatch([]);
    expect((await runner.checkpoint()).position).toBe('8');
  });

  it('applied by two runners at once is applied once', async () => {
    const events = await toy.append(1, 2, 3);
    await Promise.all([toy.runner(), toy.runner(), toy.runner()].map((runner) => runner.applyBatch(events)));
    const raced = await toy.dump();
    await toy.clear();
    await toy.runner().applyBatch(await toy.append(1, 2, 3));
    expect(await toy.dump()).toBe(raced);
  });

  it('tells after the commit which events were new and which rows changed', async () => {
    const events = await toy.append(2);
    const runner = toy.runner();
    const told: Applied[] = [];
    const unsubscribe = runner.onApplied((applied) => told.push(applied));
    const failing = runner.onApplied(() => {
      throw new Error('a careless listener');
    });
    await runner.applyBatch(events.slice(0, 2), '2');
    await runner.applyBatch(events.slice(0, 2), '2');
    unsubscribe();
    failing();
    await runner.applyBatch(events, '9');

    const { stream, data } = events[1] as RecordedEvent & { data: { units: { unitId: string }[] } };
    const parts = data.units.map(({ unitId }) => ({
      table: 'toy_participation',
      key: `${keyOf({ stream })}/${unitId}`,
      stream,
    }));
    expect(told).toEqual([
      {
        position: '2',
        events: events.slice(0, 2),
        touched: [{ table: 'toy_activity', key: keyOf({ stream }), stream }, ...parts],
      },
    ]);
    expect(toy.reported).toEqual([new Error('a careless listener')]);
  });

  it('is not mixed into rows of another revision of its view', async () => {
    const events = await toy.append(1);
    await toy.runner().applyBatch(events.slice(0, 2));
    const later = toy.runner({ views: [{ ...toyActivityView, revision: 2 }, toyViews[1]!] });
    expect(await later.outdated()).toEqual(['toy_activity']);
    await expect(later.applyBatch(events)).rejects.toThrow('toy_activity was made by revision 1');
    expect(await toy.runner().outdated()).toEqual([]);
  });
});

describe('Rows as of an instant', () => {
  it('are what could be known then', async () => {
    const events = await toy.append(3);
    await toy.runner().applyBatch(events);
    const known = async (instant?: string) => {
      const query = toy.dataSource
        .createQueryBuilder(ToyParticipationRow, 'p')
        .innerJoin(ToyActivityRow, 'a', 'a.key = p.activityId')
        .orderBy('p.key');
      return (await whereAsOf(query, instant, ['a', 'p']).getMany()).map(({ onSite }) => onSite).sort((a, b) => a - b);
    };
    const at = (index: number, ms = 0) => new Date(Date.parse(events[index]!.metadata.recordedAt) + ms).toISOString();
    expect(await known(at(0))).toEqual([]);
    expect(await known(at(1, -1))).toEqual([]);
    expect(await known(at(1))).toEqual([8, 9]);
    expect(await known(at(5))).toEqual([8, 9, 10, 11, 12, 13]);
    expect(await known(at(6))).toEqual([3, 9, 10, 11, 12, 13]);
    expect(await known(at(8))).toEqual([3, 4, 5, 11, 12, 13]);
    expect(await known()).toEqual([3, 4, 5, 11, 12, 13]);
  });
});
