import { Column, DataSource, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { type Database, freshDatabase } from '../../../test/support/database.js';
import { createBookkeeping } from './bookkeeping.js';
import type { OpenRow } from './fold.js';
import { instant, VersionedRow } from './versioned-row.js';
import type { View } from './view.js';
import { ViewRunner } from './view-runner.js';
import { ViewTable } from './view-table.js';

@Entity('every_type')
class EveryTypeRow extends VersionedRow {
  @Column('text') text!: string;
  @Column('varchar', { length: 9 }) varchar!: string;
  @Column('uuid') uuid!: string;
  @Column('boolean') boolean!: boolean;
  @Column('smallint') smallint!: number;
  @Column('int') int!: number;
  @Column('bigint') bigint!: string;
  @Column('numeric') numeric!: string;
  @Column('double precision') double!: number;
  @Column('date') date!: string;
  @Column('timestamptz', { transformer: instant }) at!: string;
  @Column('jsonb') json!: unknown;
  @Column('text', { array: true }) texts!: string[];
  @Column('uuid', { array: true }) uuids!: string[];
  @Column('int', { array: true }) ints!: number[];
  @Column('date', { array: true }) dates!: string[];
  @Column('text', { nullable: true }) nothing!: string | null;
}

@Entity('with_time')
class WithTimeRow extends VersionedRow {
  @Column('time') at!: string;
}

@Entity('with_transformer')
class WithTransformerRow extends VersionedRow {
  @Column('text', { transformer: { from: String, to: String } }) name!: string;
}

@Entity('with_naked_instant')
class WithNakedInstantRow extends VersionedRow {
  @Column('timestamptz') at!: string;
}

@Entity('with_reference')
class WithReferenceRow extends VersionedRow {
  @ManyToOne(() => EveryTypeRow)
  @JoinColumn([
    { name: 'other_key', referencedColumnName: 'key' },
    { name: 'other_version', referencedColumnName: 'version' },
  ])
  other!: EveryTypeRow;
}

@Entity('plain')
class PlainRow {
  @PrimaryColumn('text') id!: string;
}

const view = (entity: new () => object): View => ({
  entity: entity as View['entity'],
  category: 'thing',
  project: () => undefined,
});

let database: Database;
let dataSource: DataSource;

beforeAll(async () => {
  database = await freshDatabase('view_table');
  await createBookkeeping(database.pool);
  dataSource = await new DataSource({
    type: 'postgres',
    url: database.url,
    schema: 'views',
    synchronize: true,
    entities: [EveryTypeRow, WithTimeRow, WithTransformerRow, WithNakedInstantRow, WithReferenceRow, PlainRow],
  }).initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

describe('The table of a view', () => {
  const id = '0f6d0b3e-6c5c-4f0e-9a53-5d0a4d1c7a11';
  const own = {
    text: 'a\tb\\n"𠮷"\r\n\\.',
    varchar: '二〇二六',
    uuid: id,
    boolean: false,
    smallint: -3,
    int: 0,
    bigint: '9007199254740993',
    numeric: '12345678901234567890.10',
    double: 0.1,
    date: '2026-02-28',
    at: '2026-02-28T15:59:59.999Z',
    json: { b: [1, null, 'x"\\\n'], a: { c: '' } },
    texts: ['', 'a,b', '{"c"}', 'NULL', '\\N\t\r\n'],
    uuids: [id],
    ints: [],
    dates: ['2026-02-28'],
    nothing: null,
  };
  const row: OpenRow = { key: 'k/𠮷', version: 7, recordedAt: '2026-03-01T00:00:00.001Z', eventIds: [id], own };

  it('gives rows back as they were written', async () => {
    const table = new ViewTable(view(EveryTypeRow), dataSource, 'views');
    const client = await database.pool.connect();
    try {
      await table.write(client, { close: [], insert: [{ row, supersededAt: null }] });
      expect(await table.readOpen(client, ['k/𠮷', 'k'])).toEqual([row]);
      await table.write(client, { close: [{ key: row.key, version: 7, at: '2026-03-02T00:00:00.000Z' }], insert: [] });
      expect(await table.readOpen(client, ['k/𠮷'])).toEqual([]);
    } finally {
      client.release();
    }
    const [{ text, numeric, at, json, texts, date, supersededAt }] = (await dataSource.manager.find(EveryTypeRow)) as [
      EveryTypeRow,
    ];
    expect({ text, numeric, at, json, texts, date, supersededAt }).toEqual({
      text: own.text,
      numeric: own.numeric,
      at: own.at,
      json: own.json,
      texts: own.texts,
      date: own.date,
      supersededAt: '2026-03-02T00:00:00.000Z',
    });
  });

  it('hears what the database refuses, and the connection goes on', async () => {
    const table = new ViewTable(view(EveryTypeRow), dataSource, 'views');
    const client = await database.pool.connect();
    const refused = { ...row, key: 'refused', own: { ...own, date: '2026-02-30' } };
    await expect(
      table.write(client, { close: [], insert: [{ row: refused, supersededAt: null }] }),
    ).rejects.toMatchObject({ code: '22008' });
    expect(await table.readOpen(client, ['refused'])).toEqual([]);
    client.release();
  });

  it('notices that a row which it must close has gone', async () => {
    const table = new ViewTable(view(EveryTypeRow), dataSource, 'views');
    const client = await database.pool.connect();
    const close = [{ key: 'gone', version: 1, at: '2026-03-02T00:00:00.000Z' }];
    await expect(table.write(client, { close, insert: [] })).rejects.toThrow(
      'has lost rows: of 1 to be superseded 0 are there',
    );
    client.release();
  });

  it('completes a row to just its columns', () => {
    const table = new ViewTable(view(EveryTypeRow), dataSource, 'views');
    const { nothing, ...rest } = own;
    expect(table.complete({ ...row, own: { ...rest, unheard: 1 } })).toEqual(row);
  });

  it.each([
    [WithTimeRow, 'with_time.at: time without time zone does not read back'],
    [WithTransformerRow, 'with_transformer.name: a transformed column does not read back'],
    [WithNakedInstantRow, 'with_naked_instant.at: a timestamptz column needs the instant transformer'],
    [WithReferenceRow, 'with_reference has a foreign key'],
    [PlainRow, 'plain is no VersionedRow'],
  ])('is refused where it could not keep its promises: %p', (entity, reason) => {
    expect(() => new ViewTable(view(entity), dataSource, 'views')).toThrow(reason);
  });

  it('belongs to one view', () => {
    const views = [view(EveryTypeRow), { ...view(EveryTypeRow), category: 'other' }];
    const feed = { compare: () => 0 } as never;
    expect(() => new ViewRunner({ views, dataSource, feed, report: () => {} })).toThrow('Two views write every_type');
  });
});
