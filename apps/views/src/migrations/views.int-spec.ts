import { missingMigrations } from '@lianjian/projections/testing';
import { DataSource } from 'typeorm';
import { type Database, freshDatabase } from '../../../../test/support/database.js';
import { viewEntities } from '../views.js';
import { viewMigrations } from './index.js';

let database: Database;
let dataSource: DataSource;

beforeAll(async () => {
  database = await freshDatabase('view_migrations');
  const { url } = database;
  dataSource = new DataSource({ type: 'postgres', url, entities: viewEntities, migrations: viewMigrations });
  await dataSource.initialize();
});
afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

const tables = async () =>
  (await dataSource.query(`SELECT tablename FROM pg_tables WHERE schemaname = 'views' ORDER BY 1`)).map(
    ({ tablename }: { tablename: string }) => tablename,
  );

describe('The migrations of the views', () => {
  it('make the very tables and indexes that the entities describe', async () => {
    await dataSource.runMigrations();
    expect(await tables()).toHaveLength(viewEntities.length + 2);
    expect(await missingMigrations(dataSource)).toEqual([]);
  });

  it('can be taken back and made again', async () => {
    for (const _ of viewMigrations) await dataSource.undoLastMigration();
    expect(await tables()).toEqual([]);
    await dataSource.runMigrations();
    expect(await missingMigrations(dataSource)).toEqual([]);
  });
});
