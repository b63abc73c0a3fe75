import type { Actor } from '@lianjian/permissions/actor';
import {
  AGREEMENT,
  BANK,
  BIRTHDAY,
  BIRTHDAY_AGAIN,
  COUNCIL,
  FAR_ACTIVITY,
  FAR_AGREEMENT,
  FAR_COUNCIL,
  FAR_PARTNER,
  FAR_PROJECT,
  FAR_UNIT,
  GULOU,
  GUSU,
  LECTURE,
  MALL,
  PROJECT,
  QINHUAI,
  SCHOOL,
  THEATRE,
  written,
  XUANWU,
} from './examples.js';
import { ReadSide, somebody } from './testing.js';

const LISTS = ['units', 'councils', 'agreements', 'projects', 'activities', 'periods'] as const;
type Seen = Readonly<Partial<Record<(typeof LISTS)[number], readonly string[]>>>;

const NEAR = {
  units: [BANK, MALL, THEATRE],
  councils: [COUNCIL],
  agreements: [AGREEMENT],
  projects: [PROJECT],
  activities: [LECTURE, BIRTHDAY_AGAIN, BIRTHDAY],
  periods: [COUNCIL],
};
const FAR = {
  units: [FAR_UNIT],
  councils: [FAR_COUNCIL],
  agreements: [FAR_AGREEMENT],
  projects: [FAR_PROJECT],
  activities: [FAR_ACTIVITY],
  periods: [FAR_COUNCIL],
};
/** Offices see candidates as well; members see members. */
const WITH_CANDIDATES = { ...NEAR, units: [...NEAR.units, SCHOOL] };

// Who sees what, in the order of the lists. What is not named is not seen.
const VIEWERS: readonly (readonly [name: string, actor: Actor, seen: Seen])[] = [
  ['the city', somebody('CITY', '320100'), WITH_CANDIDATES],
  ['another city', somebody('CITY', '320500'), FAR],
  ['an auditor', somebody('AUDIT', '320100'), WITH_CANDIDATES],
  ['an auditor of another city', somebody('AUDIT', '320500'), FAR],
  ['a host district', somebody('DIST', XUANWU), WITH_CANDIDATES],
  ['the other host district', somebody('DIST', QINHUAI), WITH_CANDIDATES],
  ['the district of a guest', somebody('DIST', GULOU), { units: [SCHOOL], activities: [BIRTHDAY] }],
  ['a district of another city', somebody('DIST', GUSU), FAR],
  ['the office', somebody('COORD', COUNCIL), WITH_CANDIDATES],
  ['another office', somebody('COORD', FAR_COUNCIL), FAR],
  ['a member', somebody('UNIT', BANK), NEAR],
  ['a member that is no party of the agreement', somebody('UNIT', THEATRE), { ...NEAR, agreements: [] }],
  ['a guest whose admission was vetoed', somebody('UNIT', SCHOOL), { units: [SCHOOL], activities: [BIRTHDAY] }],
  ['a member of another council', somebody('UNIT', FAR_UNIT), FAR],
  ['a party that is no member', somebody('UNIT', FAR_PARTNER), { agreements: [FAR_AGREEMENT] }],
];

const ADDRESSES: Readonly<Record<(typeof LISTS)[number], (id: string) => readonly string[]>> = {
  units: (id) => [`units/${id}`, `units/${id}/history`, `events/unit-${id}/1`],
  councils: (id) => [`councils/${id}`, `councils/${id}/members`, `councils/${id}/history`, `events/council-${id}/1`],
  agreements: (id) => [`agreements/${id}`, `agreements/${id}/history`, `events/agreement-${id}/1`],
  projects: (id) => [`projects/${id}`, `projects/${id}/history`, `events/project-${id}/1`],
  activities: (id) => [`activities/${id}`, `activities/${id}/history`, `events/activity-${id}/1`],
  periods: (id) => [
    `councils/${id}/periods/2026-03`,
    `councils/${id}/periods/2026-03/history`,
    `events/period-${id}-2026-03/1`,
  ],
};
const EVERYTHING = (list: (typeof LISTS)[number]) => [...WITH_CANDIDATES[list], ...FAR[list]];

let side: ReadSide;
const WRITTEN_AT = '2026-04-10T01:00:00.000Z';

beforeAll(async () => {
  side = await ReadSide.start('2026-04-10T04:00:00.000Z');
  for (const [stream, events] of written) await side.append(stream, WRITTEN_AT, ...events);
}, 60_000);
afterAll(() => side?.stop());

const idsOf = async (path: string, actor: Actor) => {
  const { body } = await side.get(path, actor);
  return body.items.map((item: { id?: string; councilId?: string }) => item.id ?? item.councilId);
};

describe.each(VIEWERS)('What %s sees', (_, actor, seen) => {
  it.each(LISTS)('of %s: the same in the list, at every address and at every instant', async (list) => {
    const ids = seen[list] ?? [];
    expect(await idsOf(list, actor)).toEqual(ids);
    expect(await idsOf(`${list}?asOf=${WRITTEN_AT}`, actor)).toEqual(ids);

    for (const id of EVERYTHING(list)) {
      for (const path of ADDRESSES[list](id)) {
        expect([path, (await side.get(path, actor)).status]).toEqual([path, ids.includes(id) ? 200 : 404]);
      }
    }
  });

  it('of obligations: those of the agreements it sees', async () => {
    const { body } = await side.get('obligations', actor);
    const agreements = body.items.map(({ agreementId }: { agreementId: string }) => agreementId);
    expect([...new Set(agreements)]).toEqual(seen.agreements ?? []);
  });

  it('of possible duplicates: those whose both records it sees', async () => {
    const { body } = await side.get(`activities/possible-duplicates?councilId=${COUNCIL}&month=2026-03`, actor);
    const sees = [BIRTHDAY, BIRTHDAY_AGAIN].every((id) => seen.activities?.includes(id));
    expect(body.items).toHaveLength(sees ? 1 : 0);
  });

  it('of one-pagers: those of the units it sees; a unit only its own', async () => {
    for (const id of EVERYTHING('units')) {
      const sees = seen.units?.includes(id) && (actor.role !== 'UNIT' || actor.scope === id);
      expect((await side.get(`units/${id}/one-pager`, actor)).status).toBe(sees ? 200 : 404);
    }
  });
});

describe('An administrator', () => {
  it('sees no business data', async () => {
    const admin = somebody('ADMIN', '*');
    const paths = LISTS.flatMap((list) => [list, ...ADDRESSES[list](EVERYTHING(list)[0] as string)]);
    for (const path of paths) expect([path, (await side.get(path, admin)).status]).toEqual([path, 403]);
  });
});

describe('Somebody who is not signed in', () => {
  it('is told the code lists and nothing else', async () => {
    expect((await side.get('code-lists')).status).toBe(200);
    for (const list of LISTS) expect((await side.get(list)).status).toBe(401);
  });
});

describe('What was, when it has become somebody else’s business', () => {
  it('is visible to those whose business it is now, and to nobody else', async () => {
    const [before, then] = [WRITTEN_AT, '2026-04-10T02:00:00.000Z'];
    await side.append(`unit-${SCHOOL}`, then, {
      type: 'UnitDistrictTransferred',
      data: { from: GULOU, to: XUANWU, effectiveOn: '2026-04-10', requestedBy: 'a', acceptedBy: 'b', reason: '迁址' },
    });
    const { status, body } = await side.get(`units/${SCHOOL}?asOf=${before}`, somebody('DIST', XUANWU));
    expect([status, body.districtCode]).toEqual([200, GULOU]);

    const { data } = (await side.get(`events/agreement-${AGREEMENT}/1`, somebody('UNIT', MALL))).body;
    const partyUnits = data.partyUnits.filter(({ unitId }: { unitId: string }) => unitId !== MALL);
    await side.append(`agreement-${AGREEMENT}`, then, {
      type: 'AgreementTermsRevised',
      data: { terms: data.terms, partyUnits, clearedSigners: [BANK, MALL] },
    });
    expect((await side.get(`agreements/${AGREEMENT}?asOf=${before}`, somebody('UNIT', MALL))).status).toBe(404);
    expect((await side.get(`agreements/${AGREEMENT}?asOf=${before}`, somebody('UNIT', BANK))).status).toBe(200);
  });
});
