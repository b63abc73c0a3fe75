import { verified } from '@lianjian/activities/examples';
import { term } from '@lianjian/councils/testing';
import { operationOf } from '@lianjian/http/operation';
import { encodeCursor } from '@lianjian/http/paging';
import { proposed, registered } from '@lianjian/projects/testing';
import type { z } from 'zod';
import {
  AGREEMENT,
  agreementBetween,
  BANK,
  BIRTHDAY,
  BIRTHDAY_AGAIN,
  COUNCIL,
  came,
  closedMonth,
  confirmed,
  council,
  FAR_COUNCIL,
  fulfilled,
  LECTURE,
  MALL,
  PROJECT,
  QINHUAI,
  reason,
  SCHOOL,
  THEATRE,
  written,
  XUANWU,
} from './examples.js';
import { controllers } from './queries.js';
import { ReadSide, somebody } from './testing.js';

const NOW = '2026-04-10T04:00:00.000Z';
const FIRST = '2026-04-10T01:00:00.000Z';
const THEN = '2026-04-10T02:00:00.000Z';
const baseline = {
  ...{ period: '2025Q4', origin: 'MEASURED', value: { numerator: 3, denominator: 2 }, qualifier: 'ABOUT' },
  ...{ pairs: 30, unitMonths: { numerator: 20, denominator: 1 } },
};
const city = somebody('CITY', '320100');
const bank = somebody('UNIT', BANK);

let side: ReadSide;

beforeAll(async () => {
  side = await ReadSide.start(NOW);
  for (const [stream, events] of written) await side.append(stream, FIRST, ...events);
  await side.append(
    `activity-${BIRTHDAY}`,
    THEN,
    {
      type: 'ParticipationDisputed',
      data: { participantKey: MALL, claimed: { onSite: 9, remote: 0 }, reason, disputedBy: 'mall' },
    },
    {
      type: 'ParticipationCorrectionProposed',
      data: { participantKey: BANK, to: { onSite: 13, remote: 1 }, reason, proposedBy: 'o', settlesDispute: false },
    },
  );
  await side.append(
    `agreement-${AGREEMENT}`,
    THEN,
    fulfilled('o1', BANK, 2),
    fulfilled('o2', MALL, 2),
    confirmed('o2', BANK, 2, true),
  );
  const transfer = { from: QINHUAI, to: XUANWU, effectiveOn: '2026-05-01', requestedBy: 'office', reason };
  await side.append(
    `unit-${THEATRE}`,
    THEN,
    { type: 'UnitSuspended', data: { effectiveOn: '2026-04-09', reason } },
    { type: 'UnitTransferRequested', data: transfer },
  );
  const handover = { fromDistrict: XUANWU, toDistrict: QINHUAI, handoverOn: '2026-04-01' };
  await side.append(
    `council-${COUNCIL}`,
    THEN,
    term(XUANWU, '2026-01-10', '2026-03-31'),
    term(QINHUAI, '2026-04-01', '2026-12-31'),
    { type: 'DutyHandoverSigned', data: { ...handover, signedFor: XUANWU, signedBy: 'office' } },
    { type: 'ParticipationBaselineSet', data: baseline },
    { type: 'MemberSuspended', data: { unitId: THEATRE, effectiveOn: '2026-04-09', reason } },
  );
}, 60_000);
afterAll(() => side?.stop());

const get = async (path: string, actor = city) => {
  const answer = await side.get(path, actor);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer;
};

type Item = Readonly<{ id?: string; obligationId?: string; unitId?: string; councilId?: string }>;
const idsOf = async (path: string, actor = city) => {
  const { items } = (await get(path, actor)).body;
  return items.map(({ id, obligationId, unitId, councilId }: Item) => id ?? obligationId ?? unitId ?? councilId);
};

const ANSWERS = {
  listUnits: 'units',
  getUnit: `units/${THEATRE}`,
  getUnitHistory: `units/${BANK}/history`,
  getUnitOnePager: `units/${BANK}/one-pager`,
  listCouncils: 'councils',
  getCouncil: `councils/${COUNCIL}`,
  listCouncilMembers: `councils/${COUNCIL}/members`,
  getCouncilHistory: `councils/${COUNCIL}/history`,
  listAgreements: 'agreements',
  getAgreement: `agreements/${AGREEMENT}`,
  getAgreementHistory: `agreements/${AGREEMENT}/history`,
  listObligations: 'obligations',
  listProjects: 'projects',
  getProject: `projects/${PROJECT}`,
  getProjectHistory: `projects/${PROJECT}/history`,
  listActivities: 'activities',
  listPossibleDuplicates: `activities/possible-duplicates?councilId=${COUNCIL}&month=2026-03`,
  getActivity: `activities/${BIRTHDAY}`,
  getActivityHistory: `activities/${BIRTHDAY}/history`,
  listPeriods: 'periods',
  getPeriod: `councils/${COUNCIL}/periods/2026-03`,
  getPeriodHistory: `councils/${COUNCIL}/periods/2026-03/history`,
  getEvent: `events/activity-${BIRTHDAY}/1`,
  getCodeLists: 'code-lists',
  getWorkList: 'work-list',
  search: 'search?text=示例',
} as const;

describe('Every answer', () => {
  const operations = controllers.flatMap(({ prototype }) =>
    Object.getOwnPropertyNames(prototype).flatMap((name) => operationOf(prototype[name]) ?? []),
  );

  it.each(Object.entries(ANSWERS))('of %s is what the API documents say, to the field', async (operation, path) => {
    const { response } = operations.find(({ id }) => id === operation) as { response: z.ZodType };
    const { body } = await get(path);
    expect(response.parse(body)).toEqual(body);
  });

  it('has been asked for', () => {
    const reads = operations.map(({ id }) => id).filter((id) => /^(?:get|list|search)/.test(id) && !/Report/.test(id));
    expect(reads.filter((id) => !(id in ANSWERS))).toEqual([]);
  });
});

describe('A list', () => {
  it.each([
    ['units?status=SUSPENDED', [THEATRE]],
    [`units?districtCode=${XUANWU}`, [BANK]],
    ['units?unitKind=GOV', []],
    [`units?councilId=${COUNCIL}`, [BANK, MALL, THEATRE, SCHOOL]],
    ['units?text=剧院', [THEATRE]],
    ['units?text=DW-320106', [SCHOOL]],
    ['councils?status=DISSOLVED', []],
    [`councils/${COUNCIL}/members`, [BANK, MALL, THEATRE]],
    [`councils/${COUNCIL}/members?status=SUSPENDED`, [THEATRE]],
    [`councils/${COUNCIL}/members?districtCode=${XUANWU}`, [BANK]],
    ['agreements?status=ACTIVE', [AGREEMENT]],
    ['agreements?status=ACTIVE&on=2026-01-19', []],
    ['agreements?status=EXPIRED&on=2027-01-01', [AGREEMENT]],
    ['agreements?kind=VERTICAL', []],
    [`agreements?unitId=${MALL}`, [AGREEMENT]],
    [`agreements?unitId=${THEATRE}`, []],
    [`agreements?councilId=${COUNCIL}&districtCode=${QINHUAI}&projectId=${PROJECT}&text=金融`, [AGREEMENT]],
    [`obligations?agreementId=${AGREEMENT}&unitId=${BANK}`, ['o1']],
    [`obligations?counterPartyId=${BANK}`, ['o2']],
    ['obligations?open=true', ['o1']],
    ['obligations?dueBefore=2026-12-31', []],
    ['projects?status=RUNNING', [PROJECT]],
    ['projects?category=TALENT', []],
    [`projects?councilId=${COUNCIL}&districtCode=${QINHUAI}&unitId=${MALL}&agreementId=${AGREEMENT}`, [PROJECT]],
    [`projects?leadDistrict=${QINHUAI}`, []],
    ['projects?text=XM-320102', [PROJECT]],
    [`activities?councilId=${COUNCIL}&month=2026-03`, [BIRTHDAY_AGAIN, BIRTHDAY]],
    ['activities?status=VERIFIED', []],
    ['activities?kind=FORUM', []],
    [`activities?unitId=${SCHOOL}`, [BIRTHDAY]],
    [`activities?districtCode=${QINHUAI}`, [LECTURE, BIRTHDAY]],
    [`activities?projectId=${PROJECT}`, [BIRTHDAY]],
    [`activities?agreementId=${AGREEMENT}`, [BIRTHDAY]],
    ['activities?text=维权', [LECTURE]],
    [`periods?councilId=${COUNCIL}`, [COUNCIL]],
    [`periods?councilId=${FAR_COUNCIL}`, []],
  ])('%s has just what was asked for', async (path, ids) => expect(await idsOf(path)).toEqual(ids));
});

describe('As of an instant', () => {
  it('only what was recorded by then is told', async () => {
    for (const list of Object.values(ANSWERS).filter((path) => /^[a-z]+$/.test(path))) {
      expect(await idsOf(`${list}?asOf=2026-04-10T00:59:59.999Z`)).toEqual([]);
    }
    expect((await side.get(`units/${BANK}?asOf=2026-04-10T00:00:00Z`, city)).status).toBe(404);
    expect((await get(`units/${THEATRE}?asOf=${FIRST}`)).body).toMatchObject({ status: 'ACTIVE', version: 3 });
    expect((await get(`units/${THEATRE}`)).body).toMatchObject({ status: 'SUSPENDED', version: 5 });
    expect(await idsOf(`obligations?open=true&asOf=${FIRST}`)).toEqual(['o1', 'o2']);
    expect((await get(`activities/${BIRTHDAY}?asOf=${FIRST}`)).body.participations[1].dispute).toBeNull();
    expect((await get(`activities/${BIRTHDAY}/history?asOf=${FIRST}`)).body.items).toHaveLength(5);
    expect((await get(`councils/${COUNCIL}/periods/2026-03?asOf=2026-04-09T00:00:00Z`)).body).toMatchObject({
      ...{ status: 'OPEN', version: 0, reports: [] },
    });
  });
});

describe('A single object', () => {
  it('has the version that commands on it are checked against, whichever of its rows changed last', async () => {
    for (const [path, stream] of [
      [`units/${BANK}`, `unit-${BANK}`],
      [`councils/${COUNCIL}`, `council-${COUNCIL}`],
      [`agreements/${AGREEMENT}`, `agreement-${AGREEMENT}`],
      [`projects/${PROJECT}`, `project-${PROJECT}`],
      [`activities/${BIRTHDAY}`, `activity-${BIRTHDAY}`],
      [`councils/${COUNCIL}/periods/2026-03`, `period-${COUNCIL}-2026-03`],
    ] as const) {
      const version = (await side.store.read(stream)).length;
      const { body, headers } = await get(path);
      expect([path, body.version, headers.etag]).toEqual([path, version, `"${version}"`]);
    }
  });

  it('is found at once by whoever names the position of the write', async () => {
    const position = await side.append(`activity-${LECTURE}`, THEN, verified);
    const path = `/api/v1/activities/${LECTURE}?minPosition=${encodeURIComponent(position)}`;
    expect((await side.send(path, city)).body.status).toBe('VERIFIED');
    expect((await side.send(`/api/v1/activities/${LECTURE}?minPosition=soon`, city)).status).toBe(400);
  });

  it('is not waited for without end', async () => {
    await side.runner.stop();
    const position = await side.append(`activity-${LECTURE}`, THEN, verified);
    const { status, headers, body } = await side.send(
      `/api/v1/activities?minPosition=${encodeURIComponent(position)}`,
      city,
    );
    side.runner.start();
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'views/behind', '1']);
  }, 30_000);

  it('that does not exist is 404, and an id that is none is 400', async () => {
    for (const list of ['units', 'councils', 'agreements', 'projects', 'activities']) {
      expect((await side.get(`${list}/00000000-0000-4000-8000-000000000000`, city)).status).toBe(404);
      expect((await side.get(`${list}/x`, city)).status).toBe(400);
    }
    expect((await side.get(`councils/${COUNCIL}/periods/2026-13`, city)).status).toBe(400);
    expect((await side.get(`events/activity-${BIRTHDAY}/99`, city)).status).toBe(404);
    expect((await side.get(`events/mandates-${BANK}/1`, city)).status).toBe(400);
  });
});

describe('An activity', () => {
  it('shows who came with how many, what is disputed and what is proposed', async () => {
    const { body } = await get(`activities/${BIRTHDAY}`);
    expect(body.personTimes).toEqual({ onSite: 22, remote: 0, total: 22 });
    expect(body.participations).toMatchObject([
      { unitId: BANK, role: 'HOST', onSite: 12, external: false, proposal: { onSite: 13, remote: 1, reason } },
      { unitId: MALL, role: 'CO_HOST', onSite: 6, dispute: { onSite: 9, remote: 0, reason } },
      { unitId: SCHOOL, role: 'GUEST', onSite: 4, external: true, name: '中共示例中学支部委员会' },
    ]);
    expect(body.possibleDuplicates.map(({ id }: Item) => id)).toEqual([BIRTHDAY_AGAIN]);
  });
});

describe('A month', () => {
  it('is open until it was closed, then has the versions of its reports', async () => {
    expect((await get(`councils/${COUNCIL}/periods/2026-04`)).body).toMatchObject({ status: 'OPEN', closedAt: null });
    expect((await get(`councils/${COUNCIL}/periods/2026-03`)).body).toMatchObject({
      status: 'CLOSED',
      reports: [{ reportCode: 'R-01', versionNo: 1, status: 'DRAFT' }],
    });
  });
});

describe('A history', () => {
  it('says in Chinese what happened, who did it, when, and when it was recorded', async () => {
    const { items } = (await get(`agreements/${AGREEMENT}/history`)).body;
    expect(items).toHaveLength(9);
    expect(items.at(-1)).toMatchObject({
      ...{ type: 'ObligationConfirmed', label: '对方确认履行', version: 9, recordedAt: THEN, occurredOn: '2026-04-10' },
      actor: { accountId: 'system', role: 'SYSTEM' },
      data: { confirmingUnitId: BANK },
    });
    expect((await get(`events/agreement-${AGREEMENT}/9`)).body).toEqual(items.at(-1));
  });
});

describe('The one-pager of a unit (R-16)', () => {
  it('says what it did, gave, received and owes', async () => {
    const { body } = await get(`units/${BANK}/one-pager?period=2026-03`, bank);
    expect(body.did.activities.map(({ activityId }: { activityId: string }) => activityId)).toEqual([
      BIRTHDAY,
      BIRTHDAY_AGAIN,
    ]);
    expect(body.did.totals).toEqual({ activities: 2, hosted: 2, onSite: 23, remote: 0, total: 23 });
    expect(body.did.projects).toMatchObject([{ projectId: PROJECT, role: 'LEAD' }]);
    expect(body.gave).toMatchObject([{ obligationId: 'o1', unitId: BANK, quantity: 2, confirmedQty: 0 }]);
    expect(body.received).toMatchObject([{ obligationId: 'o2', unitId: MALL, quantity: 2, confirmedQty: 2 }]);
    expect(body.owes).toMatchObject([{ obligationId: 'o1', remainingQty: 6, unconfirmedQty: 2, overdue: false }]);
  });

  it('leaves out what lies outside of the period, but not what is owed', async () => {
    const { body } = await get(`units/${BANK}/one-pager?period=2026-05`, bank);
    expect(body).toMatchObject({ did: { activities: [] }, gave: [], received: [], owes: [{ obligationId: 'o1' }] });
  });

  it('lists and counts no activity to which nobody came', async () => {
    await side.append(`activity-${LECTURE}`, THEN, came(LECTURE, THEATRE, 0, 'GUEST'));
    expect((await get(`units/${THEATRE}/one-pager`)).body.did).toMatchObject({
      activities: [],
      totals: { activities: 0 },
    });
    const { participants, participations } = (await get(`activities/${LECTURE}`)).body;
    expect([participants, participations.length]).toEqual([1, 2]);
  });

  it('is the same page when it is asked for again, years later, as of then', async () => {
    const { body: then } = await get(`units/${BANK}/one-pager`, bank);
    expect(then).toMatchObject({ period: { id: '2026' }, owes: [{ obligationId: 'o1', overdue: false }] });
    side.clock.set('2028-01-10T04:00:00.000Z');
    try {
      const reader = somebody('COORD', COUNCIL);
      expect((await get(`units/${BANK}/one-pager?asOf=${NOW}`, reader)).body).toEqual(then);
      expect((await get(`units/${BANK}/one-pager`, reader)).body).toMatchObject({
        ...{ period: { id: '2028' }, owes: [{ obligationId: 'o1', overdue: true }] },
      });
    } finally {
      side.clock.set(NOW);
    }
  });
});

describe('The code lists', () => {
  it('name every code in Chinese, the districts in force, and why a wish is refused', async () => {
    const { codeLists, districts, refusals } = (await side.send('/api/v1/code-lists')).body;
    expect(codeLists.unitKinds).toContainEqual({ code: 'GOV', label: '机关' });
    expect(codeLists.roles).toContainEqual({ code: 'COORD', label: '联席会办公室' });
    expect(districts).toContainEqual({ code: XUANWU, name: '玄武区', cityCode: '320100', cityName: '南京市' });
    expect(districts.map(({ code }: { code: string }) => code)).not.toContain('320107');
    expect(refusals).toContainEqual({
      ...{ code: 'agreement/parties-not-distinct', message: '协议至少两方且不得重复', status: 422 },
      ...{ ruleId: 'AGR-a', field: 'parties' },
    });
  });
});

describe('Page by page', () => {
  const other = (nr: number) => `99999999-0000-4000-8000-00000000000${nr}`;

  beforeAll(async () => {
    const here = { councilId: COUNCIL, districts: [XUANWU], leadDistrict: XUANWU, leadUnitId: BANK };
    for (const nr of [1, 2]) await side.append(`project-${other(nr)}`, THEN, proposed(here));
    await side.append(`project-${other(3)}`, THEN, proposed(here), registered('2026-02-10', [], 'XM-320102-2026-0002'));
    await side.append(`council-${other(1)}`, THEN, ...council(other(1), 3, '示例街道大工委', [XUANWU]));
    const agreement = agreementBetween(BANK, THEATRE, COUNCIL, 'GJ-320102-2026-0002');
    await side.append(`agreement-${other(1)}`, THEN, ...agreement);
    await side.append(`period-${COUNCIL}-2026-02`, THEN, closedMonth(COUNCIL, [XUANWU, QINHUAI], '2026-02'));
  });

  it.each(['units', 'councils', 'agreements', 'obligations', 'projects', 'activities', 'periods'])(
    'of %s is the same page by page',
    async (list) => {
      const whole = (await get(list)).body.items;
      const paged: unknown[] = [];
      let cursor: string | undefined;
      do {
        const { body } = await get(`${list}?limit=1${cursor === undefined ? '' : `&cursor=${cursor}`}`);
        paged.push(...body.items);
        cursor = body.nextCursor;
      } while (cursor !== undefined && paged.length <= whole.length);
      expect(paged.length).toBeGreaterThan(1);
      expect(paged).toEqual(whole);
    },
  );

  it.each([
    ['a cursor of another list', 'activities', encodeCursor([XUANWU, 'DW-320102-2026-0001'])],
    ['a cursor that is none', 'units', 'x'],
    ['a cursor of what no database stores', 'units', encodeCursor(['\0', '\0'])],
  ])('does not take %s', async (_, list, cursor) => {
    const { status, body } = await side.get(`${list}?cursor=${cursor}`, city);
    expect([status, body.code]).toEqual([400, 'request/cursor']);
  });
});
