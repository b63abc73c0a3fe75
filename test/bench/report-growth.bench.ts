import { parsePeriod } from '@lianjian/kernel/period';
import { DataSource } from 'typeorm';
import { viewMigrations } from '../../apps/views/src/migrations/index.js';
import { knownCouncil } from '../../apps/views/src/reports/council-facts.js';
import { prepareReport } from '../../apps/views/src/reports/report-catalogue.js';
import { viewEntities } from '../../apps/views/src/views.js';
import { type Database, freshDatabase } from '../support/database.js';
import { type Figure, median } from './figure.js';

const FEW = 10_000;
const MANY = 1_000_000;
const ROUNDS = 60;
const GROUPS = 5;
const COUNCIL = 'c0000000-0000-4000-8000-000000000001';
const AS_OF = '2026-05-15T02:00:00.000Z';

/** R-01 of one council and month, as it is computed for a reader, with few and with very many participations stored. */
export default async function reportGrowthBench(): Promise<readonly Figure[]> {
  const few = await Stored.with(FEW);
  const many = await Stored.with(MANY);
  try {
    const [whenFew, whenMany]: [number[], number[]] = [[], []];
    for (let round = -5; round < ROUNDS; round += 1) {
      const took = [await few.computeReport(), await many.computeReport()] as const;
      if (round < 0) continue; // the first ones find nothing in any cache
      whenFew.push(took[0]);
      whenMany.push(took[1]);
    }
    const [ours, peer] = [median(whenMany), median(whenFew)];
    const figure = `R-01 of a month, ms, 10⁶ participations stored against 10⁴`;
    return [{ figure, ours, peer, ratio: ours / peer, target: 1.2, atMost: true }];
  } finally {
    await few.drop();
    await many.drop();
  }
}

class Stored {
  private constructor(
    private readonly database: Database,
    private readonly dataSource: DataSource,
  ) {}

  static async with(participations: number): Promise<Stored> {
    const database = await freshDatabase('bench_reports');
    const { url } = database;
    const dataSource = new DataSource({ type: 'postgres', url, entities: viewEntities, migrations: viewMigrations });
    await dataSource.initialize();
    await dataSource.runMigrations();
    // Only to have it filled soon: nothing of it is worth a log, and it reads the same.
    await dataSource.query('ALTER TABLE views.activity SET UNLOGGED; ALTER TABLE views.participation SET UNLOGGED');
    await dataSource.query(COUNCIL_AND_MEMBERS);
    await dataSource.query(ACTIVITIES, [participations / GROUPS]);
    await dataSource.query(PARTICIPATIONS, [GROUPS]);
    await dataSource.query('VACUUM ANALYZE');
    return new Stored(database, dataSource);
  }

  /** Milliseconds. */
  async computeReport(): Promise<number> {
    const began = performance.now();
    const council = await knownCouncil(this.dataSource, COUNCIL, AS_OF);
    if (!council) throw new Error('The council is not stored');
    const asked = { council, period: parsePeriod('2026-03'), asOf: AS_OF };
    const { tell } = await prepareReport(this.dataSource, 'R-01', asked);
    const { tables } = tell({ lens: 'INVOLVED', mode: 'AS_WAS', generatedFor: 'COORD', outward: false });
    const took = performance.now() - began;
    const activities = tables[0]?.rows[0]?.cells.value?.numerator;
    if (activities !== 40) throw new Error(`R-01 counts ${activities} activities`);
    return took;
  }

  async drop(): Promise<void> {
    await this.dataSource.destroy();
    await this.database.drop();
  }
}

const idOf = (series: string) => `md5('${series}' || nr)::uuid`;
const nobody =
  "jsonb_build_array(jsonb_build_object('status', 'ACTIVE', 'from', '2016-01-01', 'eventId', gen_random_uuid()))";

/** 88 members, and two months that are closed. */
const COUNCIL_AND_MEMBERS = `
  INSERT INTO views.council (key, version, recorded_at, event_ids, council_code, name, kind, status, statuses,
    host_districts, proposal, established_on, established_year, duty_terms, handovers, baselines)
  VALUES ('${COUNCIL}', 1, '2016-01-01', ARRAY[gen_random_uuid()], 'JC-320100-2016-001', '示例商圈党建联席会', 'TRADE',
    'ESTABLISHED', '[{"status": "ESTABLISHED", "from": "2016-01-01"}]', '{320102,320104,320106}',
    '{"proposedOn": "2016-01-01"}', '2016-01-01', 2016, '[]', '[]', '[]');
  INSERT INTO views.unit (key, version, recorded_at, event_ids, unit_no, name, unit_kind, profile, district_code, districts,
    status, statuses, recommendations, council_ids, district_codes, has_contact)
  SELECT ${idOf('unit')}, 1, '2016-01-01', ARRAY[gen_random_uuid()], 'DW-' || nr, '示例单位' || nr, 'PRIVATE', '{}', '320102',
    jsonb_build_array(jsonb_build_object('code', '320102', 'from', '2016-01-01', 'eventId', gen_random_uuid())),
    'ACTIVE', ${nobody}, '[]', ARRAY['${COUNCIL}'], '{320102}', true
    FROM generate_series(0, 87) AS nr;
  INSERT INTO views.member (key, version, recorded_at, event_ids, council_id, unit_id, status, statuses)
  SELECT '${COUNCIL}/' || ${idOf('unit')}, 1, '2016-01-01', ARRAY[gen_random_uuid()], '${COUNCIL}', ${idOf('unit')}, 'ACTIVE',
    ${nobody} FROM generate_series(0, 87) AS nr;
  INSERT INTO views.period (key, version, recorded_at, event_ids, council_id, month, district_codes, closed_at, cutoff)
  SELECT '${COUNCIL}-' || month, 1, cutoff, ARRAY[gen_random_uuid()], '${COUNCIL}', month, '{320102}', cutoff, cutoff
    FROM (VALUES ('2026-02', '2026-03-06 10:00+00'::timestamptz), ('2026-03', '2026-04-08 10:00+00')) AS closed (month, cutoff)`;

/**
 * 40 in the month that is asked for; of all others every twentieth in the same council, over ten years. Every activity
 * was first planned, so that half of the rows are superseded ones.
 */
const ACTIVITIES = `
  INSERT INTO views.activity (key, version, recorded_at, superseded_at, event_ids, council_id, title, kind, place, start_at,
    end_at, start_on, month, lead_host_unit_id, lead_district, hosts, unit_ids, district_codes, status, countable,
    held_recorded_at, late, co_tags, agreement_ids, merged_from, entered_by)
  SELECT ${idOf('activity')}, version, start_at + (version - 2) * interval '2 days',
    CASE version WHEN 1 THEN start_at END, array_fill(gen_random_uuid(), ARRAY[version]), council_id, '示例活动' || nr,
    'THEME_DAY', '示例党群服务中心', start_at, start_at + interval '2 hours', to_char(start_at, 'YYYY-MM-DD'),
    to_char(start_at, 'YYYY-MM'), unit_id, '320102',
    jsonb_build_array(jsonb_build_object('unitId', unit_id, 'districtCode', '320102')), ARRAY[unit_id], '{320102}',
    CASE version WHEN 1 THEN 'PLANNED' ELSE 'HELD' END, version = 2, CASE version WHEN 2 THEN start_at END, false, '{}', '{}',
    '{}', 'HOST'
    FROM (
      SELECT nr, md5('unit' || nr % 88)::uuid::text AS unit_id,
        CASE WHEN nr < 40 OR nr % 20 = 0 THEN '${COUNCIL}' ELSE md5('council' || nr % 200)::uuid::text END AS council_id,
        CASE WHEN nr < 40 THEN timestamptz '2026-03-02 02:00+00' + nr % 28 * interval '1 day'
             ELSE timestamptz '2016-01-02 02:00+00' + nr * 7919 % 3600 * interval '1 day' END AS start_at
        FROM generate_series(0, $1::int - 1) AS nr
    ) AS wanted, generate_series(1, 2) AS version`;

const PARTICIPATIONS = `
  INSERT INTO views.participation (key, version, recorded_at, event_ids, activity_id, participant_key, unit_id,
    district_code, role, on_site, remote, external, flags, corrections)
  SELECT activity.key || '/' || unit_id, 3, activity.recorded_at, ARRAY[gen_random_uuid()], activity.key, unit_id, unit_id,
    '320102', 'GUEST', 10, 0, false, '{}', 0
    FROM views.activity, generate_series(0, $1::int - 1) AS nr, LATERAL (SELECT ${idOf('unit')}::text AS unit_id) AS unit
   WHERE activity.superseded_at IS NULL`;
