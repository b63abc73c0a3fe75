import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPersonalData } from '@lianjian/kernel/personal-data';
import { Client } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { cell, type Rows, rowsOf, tables } from './support/figures.js';
import { freePort } from './support/service.js';

const XUANWU = '320102';
const QINHUAI = '320104';
const GULOU = '320106';
const END_OF_OCTOBER = 'asOf=2026-10-31T15:59:59.999Z';
const PATIENCE_MS = 240_000;

type Running = Readonly<{
  address: string;
  child: ChildProcess;
  printed(): string;
  /** Resolves once it has printed that. */
  says(text: string): Promise<void>;
  stop(signal?: NodeJS.Signals): Promise<void>;
}>;

async function start(databaseUrl: string, dataDir: string): Promise<Running> {
  const port = await freePort();
  const child = spawn(process.execPath, ['dist/apps/standalone/src/main.js'], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...{ PATH: process.env.PATH, DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PORT: String(port) },
      ...{ LIANJIAN_DEMO: 'on', LIANJIAN_UNSAFE_DATABASE: 'on', LOG_LEVEL: 'error', RATE_LIMIT_LOGINS: '0' },
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return {
    address: `http://127.0.0.1:${port}`,
    child,
    printed: () => output,
    async says(text) {
      for (const end = Date.now() + PATIENCE_MS; !output.includes(text); await sleep(10)) {
        if (child.exitCode !== null || Date.now() > end) throw new Error(`It never said ${text}:\n${output}`);
      }
    },
    async stop(signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}

describe('The Xinjiekou demo', () => {
  let database: Database;
  let dataDir: string;
  let service: Running;
  let councilId: string;

  const clients = new Map<string, Client>();
  const as = (username: string): Client => {
    const known = clients.get(username);
    if (known) return known;
    const login = readFileSync(join(dataDir, 'demo-logins.txt'), 'utf8')
      .split('\n')
      .map((line) => line.split('\t'))
      .find(([name]) => name === username);
    const client = new Client(service, { username, password: login?.[1] ?? '', id: '' });
    clients.set(username, client);
    return client;
  };
  const report = async (code: string, period: string, more = '') =>
    tables(await as('city-org').must('GET', `/reports/${code}?councilId=${councilId}&period=${period}${more}`));
  const all = async (path: string) => {
    const items: any[] = [];
    for (let cursor = ''; ; ) {
      const separator = path.includes('?') ? '&' : '?';
      const page = await as('city-org').must('GET', `${path}${separator}limit=100${cursor && `&cursor=${cursor}`}`);
      items.push(...page.items);
      if (!page.nextCursor) return items;
      cursor = encodeURIComponent(page.nextCursor);
    }
  };
  /** What was told; not what the service, on the real day, has to say of its own. */
  const eventsBy = async (pool = database.pool) => {
    const { rows } = await pool.query(
      `SELECT split_part(stream, '-', 1) AS category, type, count(*)::int FROM events.event
        WHERE stream NOT LIKE 'counter-%' AND metadata->>'source' <> 'SYSTEM' GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    return rows;
  };

  beforeAll(async () => {
    database = await freshDatabase('demo');
    dataDir = mkdtempSync(join(tmpdir(), 'lianjian-demo-'));
    service = await start(database.url, dataDir);
    await service.says('停止服务');
    councilId = (await as('city-org').must('GET', '/councils')).items[0].id;
  }, PATIENCE_MS);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  describe('the council', () => {
    it('stands since 2019, with what was published about it and how exactly that was meant', async () => {
      const council = await as('auditor').must('GET', `/councils/${councilId}`);
      expect(council).toMatchObject({ name: '新街口商圈党建联席会', status: 'ESTABLISHED' });
      expect(JSON.stringify(council)).toContain('"qualifier":"OVER"');
    });

    it('has 88 members, and lost, replaced and moved some in 2026', async () => {
      const roll = async (month: string) => rowsOf((await report('R-12', month)).members);
      const january = await roll('2026-01');
      expect([XUANWU, QINHUAI, GULOU, 'total'].map((key) => january[key]?.total)).toEqual([26, 36, 26, 88]);
      expect(january.total).toMatchObject({
        ...{ PRIVATE: 35, FINANCE: 15, SOE: 7, FOREIGN: 3, BUILDING: 10 },
        ...{ NEW_SOCIAL: 6, TRADE_ASSOC: 3, PUBLIC: 3, GOV: 3, COMMUNITY: 3 },
      });
      expect(january[XUANWU]).toMatchObject({ PRIVATE: 10, FINANCE: 4, SOE: 2, BUILDING: 3 });
      expect(january[QINHUAI]).toMatchObject({ PRIVATE: 16, FINANCE: 6, SOE: 3, BUILDING: 4 });
      expect(january[GULOU]).toMatchObject({ PRIVATE: 9, FINANCE: 5, SOE: 2, BUILDING: 3 });
      const october = await roll('2026-10');
      expect([XUANWU, QINHUAI, GULOU, 'total'].map((key) => october[key]?.total)).toEqual([27, 35, 26, 88]);
    });

    it('keeps what is special about units', async () => {
      const units = await all(`/units?${END_OF_OCTOBER}`);
      const withStatus = (status: string) => units.filter((unit) => unit.status === status).length;
      expect([units.length, ...['SUSPENDED', 'WITHDRAWN', 'MERGED'].map(withStatus)]).toEqual([91, 1, 1, 1]);
      for (const { name } of units) expect(name).toMatch(/^中共示例/);
    });
  });

  describe('everybody’s own desk', () => {
    it('holds what waited on a day of the year', async () => {
      const { items } = await as('coordinator-1').must('GET', '/work-list?asOf=2026-06-03T04:00:00Z');
      expect(items).toMatchObject([{ operation: 'closePeriod', dueOn: '2026-06-05', detail: { month: '2026-05' } }]);
      expect(await as('auditor').must('GET', '/work-list')).toEqual({ items: [], more: false });
    });

    it('finds units by the first letters of their names', async () => {
      const { items } = await as('unit-x01').must('GET', '/search?text=xjk&kind=unit');
      expect(items.length).toBeGreaterThan(5);
      for (const { title } of items) expect(title).toContain('新街口');
    });
  });

  describe('the activities', () => {
    const MONTHS: readonly (readonly [month: string, x: number, q: number, g: number, all: number, joint: number])[] = [
      ['2026-01', 2, 3, 2, 7, 2],
      ['2026-02', 1, 1, 1, 3, 1],
      ['2026-03', 3, 4, 3, 10, 3],
      ['2026-04', 2, 4, 3, 9, 2],
      ['2026-05', 3, 3, 2, 8, 2],
      ['2026-06', 3, 4, 3, 10, 4],
      ['2026-07', 4, 5, 4, 13, 5],
      ['2026-08', 2, 2, 2, 6, 1],
      ['2026-09', 3, 4, 3, 10, 3],
      ['2026-10', 3, 4, 3, 10, 3],
    ];

    it.each(MONTHS)('of %s come to the figures of the table under every lens', async (month, x, q, g, total, joint) => {
      const under = async (lens: string) => rowsOf((await report('R-01', month, `&lens=${lens}`)).byDistrict);
      const sum = (rows: Rows) => [XUANWU, QINHUAI, GULOU].reduce((all, key) => all + Number(rows[key]?.activities), 0);
      const [lead, involved, shared] = [await under('LEAD'), await under('INVOLVED'), await under('SHARED')];
      expect([XUANWU, QINHUAI, GULOU].map((code) => lead[code]?.activities)).toEqual([x, q, g]);
      expect(lead.total?.activities).toBe(total);
      expect(sum(involved)).toBe(total + joint);
      expect(sum(shared)).toBeCloseTo(total, 5);
    });

    it('are 86 in all, 26 of them of two districts, and most of them cross-district', async () => {
      const months = await Promise.all(MONTHS.map(([month]) => report('R-01', month)));
      const sum = (key: string) => months.reduce((all, { totals }) => all + Number(rowsOf(totals)[key]?.value), 0);
      expect(sum('M1')).toBe(86);
      expect(sum('M7')).toBeGreaterThan(60);
      expect(MONTHS.reduce((all, [, , , , , joint]) => all + joint, 0)).toBe(26);
    });

    it('stand beside others that do not count: cancelled, voided, merged into another', async () => {
      const activities = await all('/activities');
      const withStatus = (status: string) => activities.filter((each) => each.status === status).length;
      expect(['CANCELLED', 'VOIDED', 'MERGED'].map(withStatus)).toEqual([4, 1, 2]);
    });

    it('are late, remote or with guests here and there', async () => {
      const recorded = async (condition: string) => {
        const { rows } = await database.pool.query(
          `SELECT count(DISTINCT stream)::int AS activities FROM events.event WHERE ${condition}`,
        );
        return rows[0].activities;
      };
      expect(await recorded(`type = 'ActivityHeld' AND (data->>'late')::boolean`)).toBe(3);
      expect(await recorded(`(data->'participation'->>'remote')::int > 0`)).toBe(5);
      expect(await recorded(`data->'participation'->>'guestName' IS NOT NULL`)).toBe(1);
    });

    it('count the one after midnight in April', async () => {
      const april = await all(`/activities?month=2026-04`);
      expect(april.map(({ title }) => title)).toContain('示例·夜间驿站服务');
    });
  });

  describe('the published reports', () => {
    const published = async (month: string, version: number) =>
      rowsOf(
        tables(
          await as('coordinator-1').must(
            'GET',
            `/councils/${councilId}/periods/${month}/reports/R-01/versions/${version}`,
          ),
        ).totals,
      ).M1?.value;
    const live = async (month: string) => rowsOf((await report('R-01', month)).totals).M1?.value;

    it.each([
      ['2026-01', [7], 7],
      ['2026-03', [9, 10], 10],
      ['2026-05', [7], 8],
      ['2026-06', [11], 10],
      ['2026-07', [12], 13],
      ['2026-10', [10], 10],
    ] as const)('say of %s what was known: %j, where it is now %i', async (month, versions, now) => {
      const { reports } = await as('coordinator-1').must('GET', `/councils/${councilId}/periods/${month}`);
      expect(reports.map(({ status }: { status: string }) => status)).toEqual(versions.map(() => 'PUBLISHED'));
      expect(await Promise.all(versions.map((_, index) => published(month, index + 1)))).toEqual(versions);
      expect(await live(month)).toBe(now);
    });

    it('were each prepared by one and published by another', async () => {
      const { reports } = await as('auditor').must('GET', `/councils/${councilId}/periods/2026-03`);
      for (const { preparedBy, publishedBy } of reports) expect(publishedBy).not.toBe(preparedBy);
    });

    it('leave November open', async () => {
      expect(await as('auditor').must('GET', `/councils/${councilId}/periods/2026-11`)).toMatchObject({
        status: 'OPEN',
      });
    });
  });

  it('has 46 agreements on 31 October 2026, which cover 61 of 88 members', async () => {
    const october = await report('R-04', '2026-10');
    const states = rowsOf(october.byState);
    const count = (state: string) => states[state]?.agreements;
    expect(['ACTIVE', 'EXPIRED', 'TERMINATED', 'PARTIALLY_SIGNED'].map(count)).toEqual([38, 5, 1, 2]);
    const totals = rowsOf(october.totals);
    expect(totals.M13?.value).toBe(15);
    expect(totals.M15?.value).toBe(3);
    expect(cell(october.totals, 'M12')).toMatchObject({ numerator: 61, denominator: 88 });
    expect(cell(october.totals, 'M12').text).toContain('69.3');
    expect(october.expiring?.rows).toHaveLength(5);
    expect(october.unfiled?.rows ?? []).toEqual([]);
    const active = (await all('/agreements?on=2026-10-31')).filter(({ status }) => status === 'ACTIVE');
    expect(active.filter(({ parties }) => parties?.length === 3)).toHaveLength(4);
  });

  it('has 18 projects: 5 completed, 4 of them in time, 11 running', async () => {
    const october = await report('R-05', '2026-10');
    const states = rowsOf(october.byState);
    const count = (state: string) => states[state]?.projects;
    expect(['COMPLETED', 'RUNNING', 'SUSPENDED', 'TERMINATED'].map(count)).toEqual([5, 11, 1, 1]);
    const year = await report('R-05', '2026H1');
    expect(cell(year.totals, 'M17')).toMatchObject({ numerator: 2, denominator: 2 });
    const third = await report('R-05', '2026Q3');
    expect(cell(third.totals, 'M17')).toMatchObject({ numerator: 2, denominator: 3 });
    const projects = await all(`/projects?${END_OF_OCTOBER}`);
    const of = (key: string, value: string) => projects.filter((each) => each[key] === value).length;
    const categories = ['FINANCE_SUPPORT', 'PUBLIC_RESCUE', 'STARTUP_EXPERIENCE', 'CONVENIENCE'];
    expect(categories.map((category) => of('category', category))).toEqual([5, 5, 5, 3]);
    expect([XUANWU, QINHUAI, GULOU].map((code) => of('leadDistrict', code))).toEqual([5, 7, 6]);
  });

  it('leaves something to decide for everybody who can sign in', async () => {
    const waitingFor = async (username: string) =>
      (await as(username).must('GET', '/work-list')).items.map(({ operation }: { operation: string }) => operation);
    expect(await waitingFor('gulou-org')).toEqual(expect.arrayContaining(['registerProject', 'recommendUnit']));
    expect(await waitingFor('qinhuai-org')).toContain('consentToProject');
    expect(await waitingFor('xuanwu-org')).toContain('acceptProject');
    expect(await waitingFor('coordinator-1')).toEqual(
      expect.arrayContaining(['activateUnit', 'resolveDispute', 'mergeActivity']),
    );
    expect(await waitingFor('unit-q17')).toEqual(expect.arrayContaining(['signAgreement', 'acceptProjectClaim']));
    expect(await waitingFor('unit-g21')).toContain('signAgreement');
    expect(await waitingFor('unit-q23')).toContain('confirmObligation');
    expect(await waitingFor('unit-x26')).toContain('confirmObligation');
    expect(await waitingFor('unit-x01')).toContain('recordActivity');
    expect(await waitingFor('unit-g04')).toContain('confirmObligation');
  });

  describe('its people', () => {
    it('sign in with passwords that only the file and the console know', async () => {
      expect(statSync(join(dataDir, 'demo-logins.txt')).mode & 0o777).toBe(0o600);
      for (const username of ['city-org', 'xuanwu-org', 'coordinator-1', 'unit-q17', 'auditor', 'administrator']) {
        const { account, mandate } = await as(username).must('GET', '/me');
        expect(account).toMatchObject({ username, mustChangePassword: false });
        expect(mandate.role).toMatch(/CITY|DIST|COORD|UNIT|AUDIT|ADMIN/);
      }
    });

    it('leave no password and no personal data in the log of events', async () => {
      const { rows } = await database.pool.query(`SELECT data::text || metadata::text AS text FROM events.event`);
      const log = rows.map(({ text }) => text).join('\n');
      const logins = readFileSync(join(dataDir, 'demo-logins.txt'), 'utf8').trim().split('\n');
      for (const line of logins) expect(log.includes(line.split('\t')[1] as string)).toBe(false);
      expect(log).not.toContain('025-84000000');
      expect(log).not.toContain('示例联络员');
      expect(log).not.toContain('displayName');
      expect(log).not.toContain('示例单位书记');
      for (const { text } of rows) {
        for (const [, value] of text.matchAll(/"((?:[^"\\]|\\.)*[\u4e00-\u9fff](?:[^"\\]|\\.)*)"/g)) {
          expect(findPersonalData(value)).toBeUndefined();
        }
      }
    });
  });

  it('was told by several people, each within office hours', async () => {
    const { rows } = await database.pool.query(
      `SELECT metadata->'actor'->>'role' AS role, count(DISTINCT metadata->'actor'->>'accountId')::int AS people,
              min((metadata->>'recordedAt')::timestamptz AT TIME ZONE 'Asia/Shanghai')::time::text AS earliest,
              max(((metadata->>'recordedAt')::timestamptz AT TIME ZONE 'Asia/Shanghai')::time)::text AS latest
         FROM events.event WHERE stream NOT LIKE 'demo-%' GROUP BY 1`,
    );
    expect(Object.fromEntries(rows.map(({ role, people }) => [role, people]))).toMatchObject({
      ...{ CITY: 2, DIST: 3, COORD: 2, ADMIN: 1 },
    });
    for (const { latest } of rows) expect(latest < '17:30').toBe(true);
  });

  it(
    'is not loaded a second time',
    async () => {
      const before = await eventsBy();
      await service.stop();
      service = await start(database.url, dataDir);
      await service.says('停止服务');
      expect(service.printed()).not.toContain('正在载入');
      expect(service.printed()).toContain('city-org');
      expect(service.printed()).not.toContain('unit-g21');
      expect(await eventsBy()).toEqual(before);
    },
    PATIENCE_MS,
  );

  it(
    'is continued by the next start when its loading was cut off',
    async () => {
      const other = await freshDatabase('demo-cut-off');
      const home = mkdtempSync(join(tmpdir(), 'lianjian-demo-'));
      try {
        for (const month of ['2025年12月', '2026年04月']) {
          const cut = await start(other.url, home);
          await cut.says(month);
          await cut.stop('SIGKILL');
        }
        const continued = await start(other.url, home);
        await continued.says('停止服务');
        await continued.stop();
        expect(await eventsBy(other.pool)).toEqual(await eventsBy());
      } finally {
        await other.drop();
        rmSync(home, { recursive: true, force: true });
      }
    },
    PATIENCE_MS,
  );
});
