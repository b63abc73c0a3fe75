import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What units, agreements, projects and activities are found by; the rows are made from the log on the next start. */
export class Search1790000000200 implements MigrationInterface {
  readonly name = 'Search1790000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE views.search (
        key           text COLLATE "C" NOT NULL,
        version       integer NOT NULL,
        recorded_at   timestamptz NOT NULL,
        superseded_at timestamptz,
        event_ids     uuid[] NOT NULL,
        PRIMARY KEY (key, version),
        kind     text NOT NULL,
        code     text COLLATE "C",
        title    text NOT NULL,
        dated_on text COLLATE "C",
        usccs    text[] NOT NULL,
        words    text NOT NULL
      );
      CREATE UNIQUE INDEX "IDX_37af88bfb673a924f10457fcb7" ON views.search (key) WHERE superseded_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE views.search');
  }
}
