import { type Client, Installation } from './support/client.js';
import { type Database, freshDatabase } from './support/database.js';
import { activityRecord, admitUnit, type Conference, establishCouncil, GULOU, QINHUAI } from './support/scenario.js';
import { type Service, startScriptedService } from './support/service.js';

describe('A unit looks at its own page and disputes its headcount (journey 7)', () => {
  let database: Database;
  let service: Service & { setClock(at: string): Promise<void> };
  let conference: Conference;
  let hostUnit: string;
  let guestUnit: string;
  let host: Client;
  let guest: Client;
  let outsider: Client;
  let activityId: string;
  let position: string;

  beforeAll(async () => {
    database = await freshDatabase('journey-7');
    service = await startScriptedService({ databaseUrl: database.url, startAt: '2026-03-02T02:00:00.000Z' });
    conference = await establishCouncil(await Installation.setUp(service));
    hostUnit = await admitUnit(conference, { district: GULOU });
    guestUnit = await admitUnit(conference, { district: QINHUAI });
    host = await conference.installation.person('UNIT', hostUnit);
    guest = await conference.installation.person('UNIT', guestUnit);
    outsider = await conference.installation.person('UNIT', await admitUnit(conference, { district: QINHUAI }));
    await service.setClock('2026-03-06T02:00:00.000Z');
    const record = activityRecord({
      councilId: conference.councilId,
      leadHostUnitId: hostUnit,
      startAt: '2026-03-05T09:00:00+08:00',
      participations: [
        { unitId: hostUnit, onSite: 20 },
        { unitId: guestUnit, onSite: 14 },
      ],
    });
    ({ id: activityId, position } = await host.must('POST', '/activities', record));
  }, 120_000);
  afterAll(async () => {
    await service?.stop();
    await database?.drop();
  });

  const page = (who: Client, unitId: string) => who.get(`/units/${unitId}/one-pager?minPosition=${position}`);

  it('sees what it did', async () => {
    const own = await page(guest, guestUnit);
    expect(own.status).toBe(200);
    expect(JSON.stringify(own.body)).toContain(activityId);
  });

  it('does not see another unit’s page', async () => {
    expect((await page(outsider, guestUnit)).status).toBe(404);
  });

  it('disputes its own headcount and no other’s', async () => {
    const reason = '本单位实际到场十人，请予更正';
    await guest.must('POST', `/activities/${activityId}/disputes`, { onSite: 10, reason });
    const refused = await outsider.post(`/activities/${activityId}/disputes`, { onSite: 3, reason });
    expect(refused.status).toBeGreaterThanOrEqual(403);
    expect(refused.status).toBeLessThan(500);
  });

  it('has it resolved by the office, not by itself (four eyes)', async () => {
    const resolution = {
      participantKey: guestUnit,
      corrected: { onSite: 10, remote: 0 },
      reason: '经与主办单位核对，更正为十人',
    };
    expect((await guest.post(`/activities/${activityId}/dispute-resolutions`, resolution)).status).toBe(403);
    const resolved = await conference.coord[0].must(
      'POST',
      `/activities/${activityId}/dispute-resolutions`,
      resolution,
    );
    const activity = await guest.must('GET', `/activities/${activityId}?minPosition=${resolved.position}`);
    const own = activity.participations.find((each: { unitId?: string }) => each.unitId === guestUnit);
    expect(own).toMatchObject({ onSite: 10 });
  });

  it('keeps the earlier number for the auditor', async () => {
    const { items } = await conference.auditor.must('GET', `/activities/${activityId}/history`);
    const corrected = items.find(({ type }: { type: string }) => type === 'ParticipationCorrected');
    expect(corrected).toMatchObject({ data: { from: { onSite: 14 }, to: { onSite: 10 } } });
    expect((await conference.auditor.post(`/activities/${activityId}/verification`)).status).toBe(403);
  });
});
