import { Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { activityRecord, admitUnit, type Conference, DISTRICTS, establishCouncil } from './support/scenario.js';
import { type Service, startScriptedService } from './support/service.js';

const at = (date: string) => new Date(`${date}T10:00:00+08:00`).toISOString();

const CHANGED_M1 = expect.objectContaining({
  key: 'M1',
  old: expect.objectContaining({ text: '2' }),
  new: expect.objectContaining({ text: '3' }),
});

describe('A coordinator closes and publishes a month (journeys 4 and 6)', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let conference: Conference;
  let period: string;
  let position: string;
  let lateActivity: string;
  const units: string[] = [];

  const record = async (day: string, host: number, joined: Readonly<Record<number, number>>) => {
    const participations = Object.entries(joined).map(([index, onSite]) => ({ unitId: units[Number(index)], onSite }));
    const body = activityRecord({
      ...{ councilId: conference.councilId, leadHostUnitId: units[host] as string, participations },
      startAt: at(day),
    });
    const answer = await conference.coord[0].must('POST', '/activities', { ...body, onBehalfOfUnitId: units[host] });
    position = answer.position;
    return answer.id as string;
  };
  const report = (month: string, query = '', who: Client = conference.coord[0]) =>
    who.must('GET', `/reports/R-01?councilId=${conference.councilId}&period=${month}&minPosition=${position}${query}`);
  const text = (answer: any, key: string): string | undefined => {
    for (const { rows } of answer.tables) {
      for (const { cells } of rows)
        for (const cell of Object.values<any>(cells)) if (cell.key === key) return cell.text;
    }
    return undefined;
  };
  const command = async (who: Client, path: string, body = {}) => {
    const answer = await who.post(`${period}/${path}`, body);
    if (answer.status < 300) position = answer.body.position;
    return answer;
  };

  beforeAll(async () => {
    database = await freshDatabase('journey-4');
    service = await startScriptedService({ databaseUrl: database.url, startAt: at('2026-01-05') });
    conference = await establishCouncil(await Installation.setUp(service));
    for (const district of DISTRICTS) units.push(await admitUnit(conference, { district }));
    period = `/councils/${conference.councilId}/periods/2026-03`;
    await service.setClock(at('2026-03-30'));
    await record('2026-03-05', 2, { 0: 10, 1: 8, 2: 20 });
    await record('2026-03-18', 1, { 0: 6, 1: 12 });
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  it('cannot close a month that is not over', async () => {
    const refused = await command(conference.coord[0], 'closing');
    expect(refused.status).toBe(409);
  });

  it('closes it, and generates what was known at the close', async () => {
    await service.setClock(at('2026-04-08'));
    expect((await command(conference.coord[0], 'closing')).status).toBe(200);
    // What was on its way when the month was closed must have arrived.
    const tooSoon = await command(conference.coord[0], 'reports/R-01/generation');
    expect(tooSoon).toMatchObject({ status: 409, body: { code: 'report/month-settling', ruleId: 'C3' } });
    await service.setClock(at('2026-04-09'));
    expect((await command(conference.coord[0], 'reports/R-01/generation')).status).toBe(200);
  });

  it('does not publish what it prepared itself (four eyes: preparer ≠ publisher)', async () => {
    const { published } = await report('2026-03');
    const { contentHash } = published.versions[0];
    const refused = await command(conference.coord[0], 'reports/R-01/publication', { contentHash });
    expect(refused.status).toBe(403);
    expect((await command(conference.coord[1], 'reports/R-01/publication', { contentHash })).status).toBe(200);
    expect(text(await report('2026-03'), 'M1')).toBe('2');
  });

  it('E8: a late activity changes the live view and not what was published', async () => {
    await service.setClock(at('2026-04-20'));
    lateActivity = await record('2026-03-28', 0, { 0: 30, 2: 9 });
    const live = await report('2026-03');
    expect(text(live, 'M1')).toBe('3');
    expect(live.published.changed).toContainEqual(CHANGED_M1);
    const first = await conference.auditor.must('GET', `${period}/reports/R-01/versions/1?minPosition=${position}`);
    expect(text(first.content, 'M1')).toBe('2');
  });

  it('C4: April shows it as 补报, apart from its own figures', async () => {
    const april = await report('2026-04');
    expect(text(april, 'M1')).toBe('0');
    expect(text(april, 'LATE/M1/2026-03')).toBe('1');
    expect(text(april, 'LATE/M3/2026-03')).toBe('39');
  });

  it('orders a correction: version 2 lists every changed cell and what caused it', async () => {
    const reason = '3月28日活动于4月20日补报';
    expect((await command(conference.coord[0], 'reports/R-01/corrections', { reason })).status).toBe(200);
    const { published } = await report('2026-03');
    const draft = published.versions.at(-1);
    expect(draft).toMatchObject({ versionNo: 2, publishedAt: null, reason });
    expect(draft.cells).toContainEqual(CHANGED_M1);
    const { items } = await conference.auditor.must('GET', `/activities/${lateActivity}/history`);
    expect(draft.causedByEvents).toEqual(
      expect.arrayContaining(items.map(({ eventId }: { eventId: string }) => eventId)),
    );
    const { contentHash } = draft;
    expect((await command(conference.coord[0], 'reports/R-01/publication', { contentHash })).status).toBe(403);
    expect((await command(conference.coord[1], 'reports/R-01/publication', { contentHash })).status).toBe(200);
    expect((await report('2026-03')).published.changed).toEqual([]);
  });

  it('an auditor opens a figure, sees its events, opens one, and cannot write', async () => {
    const { auditor, councilId } = conference;
    const query = `councilId=${councilId}&period=2026-03&key=${encodeURIComponent('M4/320102')}`;
    const { items, cell } = await auditor.must('GET', `/reports/R-01/cells?${query}`);
    expect(cell).toMatchObject({ text: '46' });
    expect(items.length).toBeGreaterThanOrEqual(3);
    const { stream, version } = items[0];
    const event = await auditor.must('GET', `/events/${stream}/${version}`);
    expect(event).toMatchObject({ stream, version, label: expect.stringMatching(/[\u4e00-\u9fa5]/) });
    expect((await auditor.post(`/activities/${lateActivity}/voiding`, { reason: '试图以审计身份作废' })).status).toBe(
      403,
    );
  });

  it('reading a contact is itself logged (journey 6)', async () => {
    expect(await conference.auditor.must('GET', `/units/${units[0]}/contact`)).toMatchObject({
      displayName: '示例联络员',
    });
    const { rows } = await database.pool.query(
      'SELECT account_id FROM identity.contact_read_log ORDER BY at DESC LIMIT 1',
    );
    expect(rows[0].account_id).toBe(conference.auditor.account?.id);
  });

  it('asOf shows the month as it was known on any day', async () => {
    expect(text(await report('2026-03', `&asOf=${encodeURIComponent(at('2026-04-10'))}`), 'M1')).toBe('2');
    expect(text(await report('2026-03', `&asOf=${encodeURIComponent(at('2026-03-01'))}`), 'M1')).toBe('0');
  });
});
