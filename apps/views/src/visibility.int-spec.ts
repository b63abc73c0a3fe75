import { published, first as publishedContent } from '@lianjian/periods/examples';
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
  HOTEL,
  LECTURE,
  LIBRARY,
  MALL,
  NEXT_ACTIVITY,
  NEXT_AGREEMENT,
  NEXT_COUNCIL,
  NEXT_PROJECT,
  neighbours,
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
  units: [BANK, LIBRARY, MALL, THEATRE],
  councils: [COUNCIL],
  agreements: [AGREEMENT],
  projects: [PROJECT],
  activities: [LECTURE, BIRTHDAY_AGAIN, BIRTHDAY],
  periods: [COUNCIL],
};
const NEXT = {
  units: [HOTEL],
  councils: [NEXT_COUNCIL],
  agreements: [NEXT_AGREEMENT],
  projects: [NEXT_PROJECT],
  activities: [NEXT_ACTIVITY],
  periods: [NEXT_COUNCIL],
};
const FAR = {
  units: [FAR_UNIT],
  councils: [FAR_COUNCIL],
  agreements: [FAR_AGREEMENT],
  projects: [FAR_PROJECT],
  activities: [FAR_ACTIVITY],
  periods: [FAR_COUNCIL],
};
const BOTH = {
  units: [BANK, LIBRARY, MALL, THEATRE, HOTEL, SCHOOL],
  councils: [COUNCIL, NEXT_COUNCIL],
  agreements: [AGREEMENT, NEXT_AGREEMENT],
  projects: [PROJECT, NEXT_PROJECT],
  activities: [LECTURE, BIRTHDAY_AGAIN, BIRTHDAY, NEXT_ACTIVITY],
  periods: [NEXT_COUNCIL, COUNCIL],
};
/** Offices see candidates as well; members see members. */
const WITH_CANDIDATES = { ...NEAR, units: BOTH.units };
const BY_THE_BANK = {
  ...{ units: [BANK], agreements: [AGREEMENT, NEXT_AGREEMENT], projects: [PROJECT] },
  activities: [BIRTHDAY_AGAIN, BIRTHDAY],
};
const GUEST = { units: [SCHOOL], activities: [BIRTHDAY] };
const LEFT = { units: [LIBRARY], activities: [LECTURE] };
const WITHOUT_COUNCIL = { councils: [], periods: [] };

// Who sees what, in the order of the lists, and of what the events as well, where that is less. What is not named is
// not seen.
const VIEWERS: readonly (readonly [name: string, actor: Actor, seen: Seen, lookedInto?: Seen])[] = [
  ['the city', somebody('CITY', '320100'), BOTH],
  ['another city', somebody('CITY', '320500'), FAR],
  ['an auditor', somebody('AUDIT', '320100'), BOTH],
  ['an auditor of another city', somebody('AUDIT', '320500'), FAR],
  ['a host district', somebody('DIST', XUANWU), { ...WITH_CANDIDATES, agreements: BOTH.agreements }],
  ['the host district of both councils', somebody('DIST', QINHUAI), BOTH],
  ['the district of a guest', somebody('DIST', GULOU), GUEST],
  ['a district of another city', somebody('DIST', GUSU), FAR],
  ['the office', somebody('COORD', COUNCIL), WITH_CANDIDATES],
  ['the office next door', somebody('COORD', NEXT_COUNCIL), NEXT],
  ['an office in another city', somebody('COORD', FAR_COUNCIL), FAR],
  ['a member', somebody('UNIT', BANK), { ...NEAR, agreements: BOTH.agreements }, BY_THE_BANK],
  ['a suspended member', somebody('UNIT', THEATRE), { ...NEAR, agreements: [] }, { units: [THEATRE] }],
  ['a unit that has left the council', somebody('UNIT', LIBRARY), LEFT],
  ['a guest whose admission was vetoed', somebody('UNIT', SCHOOL), GUEST],
  ['a member next door that is a candidate here', somebody('UNIT', HOTEL), NEXT, { ...NEXT, ...WITHOUT_COUNCIL }],
  ['a member in another city', somebody('UNIT', FAR_UNIT), FAR, { ...FAR, ...WITHOUT_COUNCIL }],
  ['a party that is no member', somebody('UNIT', FAR_PARTNER), { agreements: [FAR_AGREEMENT] }],
];

type Addresses = Readonly<Record<(typeof LISTS)[number], (id: string) => readonly string[]>>;
const OBJECTS: Addresses = {
  units: (id) => [`units/${id}`],
  councils: (id) => [`councils/${id}`, `councils/${id}/members`],
  agreements: (id) => [`agreements/${id}`],
  projects: (id) => [`projects/${id}`],
  activities: (id) => [`activities/${id}`],
  periods: (id) => [`councils/${id}/periods/2026-03`],
};
const EVENTS: Addresses = {
  units: (id) => [`units/${id}/history`, `events/unit-${id}/1`],
  councils: (id) => [`councils/${id}/history`, `events/council-${id}/1`],
  agreements: (id) => [`agreements/${id}/history`, `events/agreement-${id}/1`],
  projects: (id) => [`projects/${id}/history`, `events/project-${id}/1`],
  activities: (id) => [`activities/${id}/history`, `events/activity-${id}/1`],
  periods: (id) => [`councils/${id}/periods/2026-03/history`, `events/period-${id}-2026-03/1`],
};
const EVERYTHING = (list: (typeof LISTS)[number]) => [...BOTH[list], ...FAR[list]];
/** No history of a council is a unit’s, so the role alone is refused. */
const NOT_FOR_UNITS = /^councils\/.*\/history$/;

let side: ReadSide;
const WRITTEN_AT = '2026-04-10T01:00:00.000Z';

beforeAll(async () => {
  side = await ReadSide.start('2026-04-10T04:00:00.000Z');
  for (const [stream, events] of [...written, ...neighbours]) await side.append(stream, WRITTEN_AT, ...events);
}, 60_000);
afterAll(() => side?.stop());

const idsOf = async (path: string, actor: Actor) => {
  const { body } = await side.get(path, actor);
  return body.items.map((item: { id?: string; councilId?: string }) => item.id ?? item.councilId);
};

describe.each(VIEWERS.map(([name, actor, seen, lookedInto = seen]) => ({ name, actor, seen, lookedInto })))(
  'What $name sees',
  ({ actor, seen, lookedInto }) => {
    it.each(LISTS)('of %s: the same in the list, at every address and at every instant', async (list) => {
      const ids = seen[list] ?? [];
      expect(await idsOf(list, actor)).toEqual(ids);
      expect(await idsOf(`${list}?asOf=${WRITTEN_AT}`, actor)).toEqual(ids);

      for (const id of EVERYTHING(list)) {
        for (const path of OBJECTS[list](id)) {
          expect([path, (await side.get(path, actor)).status]).toEqual([path, ids.includes(id) ? 200 : 404]);
        }
      }
    });

    it.each(LISTS)('of the events of %s: those of what it sees; a unit only of what it takes part in', async (list) => {
      for (const id of EVERYTHING(list)) {
        for (const path of EVENTS[list](id)) {
          const refused = actor.role === 'UNIT' && NOT_FOR_UNITS.test(path) ? 403 : 404;
          const expected = lookedInto[list]?.includes(id) ? 200 : refused;
          expect([path, (await side.get(path, actor)).status]).toEqual([path, expected]);
        }
      }
    });

    it('of the drafts of reports: those of the months it sees; a unit none', async () => {
      for (const id of seen.periods ?? []) {
        const { body } = await side.get(`councils/${id}/periods/2026-03`, actor);
        expect(body.reports).toHaveLength(id === COUNCIL && actor.role !== 'UNIT' ? 1 : 0);
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
  },
);

describe('An administrator', () => {
  it('sees no business data', async () => {
    const admin = somebody('ADMIN', '*');
    const paths = LISTS.flatMap((list) => {
      const id = EVERYTHING(list)[0] as string;
      return [list, ...OBJECTS[list](id), ...EVENTS[list](id)];
    });
    for (const path of paths) expect([path, (await side.get(path, admin)).status]).toEqual([path, 403]);
  });
});

describe('Somebody who is not signed in', () => {
  it('is told the code lists and nothing else', async () => {
    expect((await side.get('code-lists')).status).toBe(200);
    for (const list of LISTS) expect((await side.get(list)).status).toBe(401);
  });
});

describe('A draft of a report', () => {
  it('leaves a month as it was for a member until it is published', async () => {
    const path = `councils/${COUNCIL}/periods/2026-03`;
    const member = somebody('UNIT', BANK);
    const office = somebody('COORD', COUNCIL);
    expect((await side.get(path, member)).body).toMatchObject({ version: 1, reports: [] });
    expect((await side.get(path, office)).body).toMatchObject({ version: 2, reports: [{ status: 'DRAFT' }] });

    const at = '2026-04-10T01:30:00.000Z';
    await side.append(`period-${COUNCIL}-2026-03`, at, published(1, publishedContent));
    for (const reader of [member, office]) {
      expect((await side.get(path, reader)).body).toMatchObject({ version: 3, reports: [{ status: 'PUBLISHED' }] });
    }
    const before = (await side.get(`${path}?asOf=${WRITTEN_AT}`, member)).body;
    expect(before).toMatchObject({ version: 1, reports: [] });
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
