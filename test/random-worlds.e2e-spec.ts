import fc from 'fast-check';
import { type Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { activityRecord, type Conference, establishCouncil, unitProfile } from './support/scenario.js';
import { type Service, startScriptedService } from './support/service.js';
import { BASELINE, type Expected, measures } from './worlds/oracle.js';
import { DISTRICTS, EARLIER, MONTH, type World, type WorldActivity, world } from './worlds/world.js';

type Scripted = Service & { setClock(at: string): Promise<void> };

const RUNS = Number(process.env.WORLDS ?? 12);
const at = (date: string, time = '18:00:00') => new Date(`${date}T${time}+08:00`).toISOString();
const march = (day: number) => `${MONTH}-${String(day).padStart(2, '0')}`;

/*
 * Units, transfers, suspensions, co-hosts, voids, corrections and late entries, made up at random and pushed through the
 * API day by day, give the same M1–M11 as the formulas computed from the plain words of the world.
 */
describe('A random world', () => {
  let database: Database;
  let service: Scripted;
  let installation: Installation;
  let offices: Conference;

  beforeAll(async () => {
    database = await freshDatabase('worlds');
    service = await startScriptedService({ databaseUrl: database.url, startAt: at('2026-01-05') });
    installation = await Installation.setUp(service);
    offices = await establishCouncil(installation);
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('gives the measures that the formulas give, live and as published', async () => {
    const property = fc.asyncProperty(world, async (imagined) => {
      const { councilId, units, position } = await push(imagined);
      const live = await figures(councilId, position);
      const published = await figures(councilId, position, at('2026-04-08', '12:00:00'));
      expectFigures(
        live,
        measures(imagined, () => true),
        units.length,
      );
      expectFigures(
        published,
        measures(imagined, ({ late }) => !late),
        units.length,
      );
    });
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true, verbose: true });
  }, 240_000);

  it('is told apart from a wrong one: an oracle that ignores transfers disagrees (negative control)', async () => {
    const moving: World = {
      units: [
        { district: '320102', kind: 'PRIVATE', admitted: 0 },
        { district: '320104', kind: 'PRIVATE', admitted: 0, moved: { day: 10, to: '320102' } },
      ],
      activities: [
        { month: MONTH, day: 20, hosts: [0], joined: [{ unit: 1, onSite: 5, remote: 0 }], late: false, voided: false },
      ],
    };
    const { councilId, position } = await push(moving);
    const live = await figures(councilId, position);
    const still: World = { ...moving, units: moving.units.map(({ moved: _, ...unit }) => unit) };
    expect(() =>
      expectFigures(
        live,
        measures(moving, () => true),
        2,
      ),
    ).not.toThrow();
    expect(() =>
      expectFigures(
        live,
        measures(still, () => true),
        2,
      ),
    ).toThrow();
  }, 120_000);

  async function push({ units, activities }: World) {
    await service.setClock(at('2026-01-05'));
    const [city, cityToo] = offices.city;
    const { id: councilId } = await city.must('POST', '/councils', {
      ...{ name: '示例随机联席会', kind: 'BUSINESS_DISTRICT', meetingCadence: 'QUARTERLY', hostDistricts: DISTRICTS },
      leadAuthority: { name: '示例市委组织部', level: 'CITY', divisionCode: '320100' },
    });
    await cityToo.must('POST', `/councils/${councilId}/establishment`, { establishedOn: '2026-01-01' });
    await city.must('POST', `/councils/${councilId}/baselines`, {
      ...{ period: '2025', origin: 'DECLARED', qualifier: 'EXACT', source: '示例材料' },
      value: { numerator: BASELINE[0], denominator: BASELINE[1] },
    });
    const coord = await installation.person('COORD', councilId);
    const first = (district: string) => (offices.districts[district] as readonly [Client, Client])[0];
    const second = (district: string) => (offices.districts[district] as readonly [Client, Client])[1];

    const ids: string[] = [];
    for (const { district, kind } of units) {
      const { id } = await first(district).must('POST', '/units', unitProfile({ district, unitKind: kind }));
      await first(district).must('PUT', `/units/${id}/contact`, {
        displayName: '示例联络员',
        workPhone: '025-84000000',
      });
      await first(district).must('POST', `/units/${id}/recommendations`, { councilId });
      ids.push(id);
    }
    const admit = async (index: number) => {
      await coord.must('POST', `/units/${ids[index]}/activation`, { councilId });
      await coord.must('POST', `/councils/${councilId}/members`, { unitId: ids[index] });
    };
    const record = async (activity: WorldActivity): Promise<string | undefined> => {
      const { month, day, hosts, joined } = activity;
      const [leadHostUnitId, ...coHostUnitIds] = hosts.map((index) => ids[index] as string);
      const { id, position } = await coord.must('POST', '/activities', {
        ...activityRecord({
          ...{ councilId, leadHostUnitId: leadHostUnitId as string, coHostUnitIds },
          startAt: at(`${month}-${String(day).padStart(2, '0')}`, '09:00:00'),
          participations: joined.map(({ unit, onSite, remote }) => ({ unitId: ids[unit], onSite, remote })),
        }),
        onBehalfOfUnitId: leadHostUnitId,
      });
      const reason = '经核对据实更正本单位人次';
      if (activity.corrected !== undefined) {
        const participantKey = ids[joined[0]?.unit as number];
        await coord.must('POST', `/activities/${id}/participation-corrections`, {
          ...{ participantKey, onSite: activity.corrected, remote: 0, reason },
        });
      }
      if (activity.voided) await coord.must('POST', `/activities/${id}/voiding`, { reason: '重复登记予以作废' });
      return position;
    };

    for (const [index, { admitted }] of units.entries()) if (admitted === 0) await admit(index);
    await service.setClock(at(`${EARLIER}-28`, '23:00:00'));
    for (const activity of activities) if (activity.month === EARLIER) await record(activity);

    for (let day = 1; day <= 31; day += 1) {
      await service.setClock(at(march(day), '08:00:00'));
      for (const [index, { admitted, moved, suspended, district }] of units.entries()) {
        if (admitted === day) await admit(index);
        if (moved && moved.day === day && moved.day > admitted && moved.to !== district) {
          const transfer = { toDistrict: moved.to, reason: '办公地址迁移，经两区确认' };
          await first(district).must('POST', `/units/${ids[index]}/transfer-requests`, transfer);
          await second(moved.to).must('POST', `/units/${ids[index]}/transfer-acceptance`);
        }
        if (suspended === day && suspended > admitted) {
          const hasMoved = moved && moved.day > admitted && moved.day <= day;
          const office = first(hasMoved ? moved.to : district);
          await office.must('POST', `/units/${ids[index]}/suspension`, { reason: '整顿期间暂停参与' });
        }
      }
      await service.setClock(at(march(day)));
      for (const activity of activities)
        if (activity.month === MONTH && activity.day === day && !activity.late) await record(activity);
    }
    await service.setClock(at('2026-04-08', '10:00:00'));
    let { position } = await coord.must('POST', `/councils/${councilId}/periods/${MONTH}/closing`);
    await service.setClock(at('2026-04-20', '10:00:00'));
    for (const activity of activities) {
      if (activity.month === MONTH && activity.late) position = (await record(activity)) ?? position;
    }
    return { councilId, units: ids, position };
  }

  async function figures(councilId: string, position: string, asOf?: string): Promise<Expected> {
    const found: Record<string, [number, number?]> = {};
    const past = asOf ? `&asOf=${encodeURIComponent(asOf)}` : '';
    for (const [code, lens] of [
      ['R-01', 'LEAD'],
      ['R-01', 'INVOLVED'],
      ['R-01', 'SHARED'],
      ['R-02', ''],
    ]) {
      const query = `councilId=${councilId}&period=${MONTH}&minPosition=${position}${lens ? `&lens=${lens}` : ''}${past}`;
      const { tables } = await offices.city[0].must('GET', `/reports/${code}?${query}`);
      for (const { rows } of tables) {
        for (const { cells } of rows) {
          for (const { key, numerator, denominator } of Object.values<Cell>(cells)) {
            found[key] = denominator === undefined ? [exact(numerator)] : [exact(numerator), exact(denominator)];
          }
        }
      }
    }
    return found;
  }
});

type Cell = Readonly<{ key: string; numerator: number | string; denominator?: number | string }>;

/** `"136/31"` or a number. Small numbers: a double holds them well enough to tell them apart. */
function exact(value: number | string): number {
  const [numerator, denominator = '1'] = String(value).split('/');
  return Number(numerator) / Number(denominator);
}

function expectFigures(found: Expected, expected: Expected, units: number): void {
  for (const [key, [numerator, denominator = 1]] of Object.entries(expected)) {
    // A rate over nothing is not comparable and shows no figure (C10).
    if (denominator === 0) continue;
    const [ours, over = 1] = found[key] ?? [0];
    const wanted = numerator / denominator;
    const isSame = Math.abs(ours / over - wanted) < 1e-9;
    if (!isSame)
      throw new Error(`${key}: found ${ours}/${over}, expected ${numerator}/${denominator} (${units} units)`);
  }
}
