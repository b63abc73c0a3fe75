import { held } from '@lianjian/activities/examples';
import type { Actor } from '@lianjian/permissions/actor';
import {
  AGREEMENT,
  BANK,
  BIRTHDAY,
  BIRTHDAY_AGAIN,
  birthday,
  COUNCIL,
  FAR_ACTIVITY,
  FAR_AGREEMENT,
  FAR_COUNCIL,
  FAR_PROJECT,
  FAR_UNIT,
  GUSU,
  LECTURE,
  MALL,
  NEXT_ACTIVITY,
  NEXT_AGREEMENT,
  neighbours,
  PROJECT,
  reason,
  SCHOOL,
  THEATRE,
  written,
} from '../examples.js';
import { type Json, ReadSide, somebody } from '../testing.js';

const NOW = '2026-04-10T04:00:00.000Z';
const WRITTEN_AT = '2026-04-10T01:00:00.000Z';
const THEN = '2026-04-10T02:00:00.000Z';
const city = somebody('CITY', '320100');
const office = somebody('COORD', COUNCIL);
const bank = somebody('UNIT', BANK);
const ODD = '99999999-0000-4000-8000-000000000001';
const HOST_USCC = '91320102MA00000015';

let side: ReadSide;

beforeAll(async () => {
  side = await ReadSide.start(NOW);
  for (const [stream, events] of [...written, ...neighbours]) await side.append(stream, WRITTEN_AT, ...events);
  await side.append(
    `activity-${ODD}`,
    WRITTEN_AT,
    held({ ...birthday, activityId: ODD, title: 'ＡＢ座 100%_绿地\\行' }),
  );
  await side.append(`unit-${THEATRE}`, WRITTEN_AT, {
    type: 'UnitProfileCorrected',
    data: { changes: { hostEntities: [{ name: '示例剧院', uscc: HOST_USCC }] }, reason },
  });
}, 60_000);
afterAll(() => side?.stop());

const search = async (text: string, actor: Actor = office, more = '') => {
  const { status, body } = await side.get(`search?text=${encodeURIComponent(text)}${more}`, actor);
  expect([text, status]).toEqual([text, 200]);
  return body as Json;
};
const idsOf = async (...asked: Parameters<typeof search>): Promise<string[]> =>
  (await search(...asked)).items.map(({ id }: Json) => id);

describe('A search', () => {
  it.each([
    ['a name', '示例剧院', [THEATRE]],
    ['a part of a name', '维权', [LECTURE]],
    ['pinyin in one word', 'jituanzhengzhi', []],
    ['pinyin', 'jitizhengzhishengri', [BIRTHDAY, BIRTHDAY_AGAIN]],
    ['pinyin with blanks and capitals', 'Ji Ti zheng zhi', [BIRTHDAY, BIRTHDAY_AGAIN]],
    ['first letters', 'xfwq', [LECTURE]],
    ['first letters from the start', 'sqxf', [LECTURE]],
    ['the number of a unit', 'DW-320106-2026-0003', [SCHOOL]],
    ['the beginning of a number, in small letters', 'dw-320106', [SCHOOL]],
    ['the number of an agreement', 'GJ-320102-2026-0001', [AGREEMENT]],
    ['the number of a project', 'XM-320102-2026-0001', [PROJECT]],
    ['a credit code', HOST_USCC, [THEATRE]],
    ['the middle of a number, which says nothing', '20106-2026', []],
    ['what nothing is called', '没有这样的名称', []],
  ])('finds by %s', async (_, text, ids) => expect(await idsOf(text)).toEqual(ids));

  it('reads a syllable as it is spoken in its word', async () => {
    expect((await search('shiliyinhang', office, '&kind=unit')).items[0]).toMatchObject({ id: BANK });
    expect(await idsOf('shilishiyinxing')).toEqual([]);
  });

  it.each(['%', '_', '\\', '100%', '%_', '100%_绿地\\', 'ab座', 'ＡＢ', 'lvdi', 'lüdi'])(
    'takes %s for what it is',
    async (text) => expect(await idsOf(text)).toEqual([ODD]),
  );

  it.each(['%支部%', '1_0%', 'gj_320102', "'", '\t', '"; DROP'])('takes %s for nothing else', async (text) => {
    const { status, body } = await side.get(`search?text=${encodeURIComponent(text)}`, office);
    expect(status === 400 || body.items.length === 0).toBe(true);
  });

  it('says what each is, so that it is told from others of its name', async () => {
    const first = async (text: string, kind: string) => (await search(text, office, `&kind=${kind}`)).items[0];
    expect(await first('示例剧院', 'unit')).toEqual({
      ...{ kind: 'unit', id: THEATRE, code: 'DW-320104-2026-0006', title: '中共示例剧院支部委员会' },
      ...{ status: 'ACTIVE', districtCode: '320104', on: null },
    });
    expect(await first('GJ-320102', 'agreement')).toEqual({
      ...{ kind: 'agreement', id: AGREEMENT, code: 'GJ-320102-2026-0001', title: '新街口商圈金融服务共建协议' },
      ...{ status: 'ACTIVE', districtCode: null, on: '2026-01-01' },
    });
    expect(await first('首店', 'project')).toEqual({
      ...{ kind: 'project', id: PROJECT, code: 'XM-320102-2026-0001', title: '示例·首店孵化导师团' },
      ...{ status: 'RUNNING', districtCode: '320102', on: '2026-03-01' },
    });
    expect(await first('维权', 'activity')).toEqual({
      ...{ kind: 'activity', id: LECTURE, code: null, title: '商圈消费维权报告会' },
      ...{ status: 'HELD', districtCode: '320104', on: '2026-04-09' },
    });
  });

  it('has the best match first: a code, the beginning of a name, its middle, pinyin; then the newest', async () => {
    const titled = async (nr: number, title: string, startAt: string) => {
      const activityId = `99999999-0000-4000-8000-00000000001${nr}`;
      const startOn = startAt.slice(0, 10);
      await side.append(
        `activity-${activityId}`,
        WRITTEN_AT,
        held({ ...birthday, activityId, title, startAt, startOn }),
      );
      return activityId;
    };
    const inPinyin = await titled(1, '说明课和第阿', '2026-04-09T06:00:00.000Z');
    const inName = await titled(2, '带 mkhd 的名称', '2026-04-01T06:00:00.000Z');
    const startsOld = await titled(3, 'mkhd 旧', '2026-03-01T06:00:00.000Z');
    const startsNew = await titled(4, 'MKHD 新', '2026-03-02T06:00:00.000Z');
    const startsInPinyin = await titled(5, '明课和第', '2026-03-03T06:00:00.000Z');
    const best = [startsNew, startsOld, inName, startsInPinyin, inPinyin];
    expect(await idsOf('mkhd')).toEqual(best);
    expect(await search('mkhd', office, '&limit=2')).toMatchObject({ items: [{}, {}], more: true });
    expect(await search('mkhd', office, '&limit=5')).toMatchObject({ more: false });
    // A number beats whatever is only called like it.
    const called = await titled(6, 'DW-320106 之行', '2026-04-09T06:00:00.000Z');
    expect(await idsOf('dw-320106')).toEqual([SCHOOL, called]);
  });

  it('asks for one kind only where one is named', async () => {
    expect(await idsOf('示例', office, '&kind=project')).toEqual([PROJECT]);
    expect(await idsOf('商圈', office, '&kind=activity')).toEqual([LECTURE]);
  });

  it.each(['text=', 'text=%20%20', `text=${'长'.repeat(61)}`, 'text=a&limit=51', 'text=a&kind=council', ''])(
    'is refused that asks for %s',
    async (query) => expect((await side.get(`search?${query}`, office)).status).toBe(400),
  );

  it('shows everybody just what the lists show', async () => {
    expect(await idsOf('观前', somebody('CITY', '320500'))).toEqual([]);
    const far = [FAR_UNIT, FAR_AGREEMENT, FAR_PROJECT, FAR_ACTIVITY];
    const near = [BANK, MALL, SCHOOL, THEATRE, AGREEMENT, PROJECT, BIRTHDAY, LECTURE];
    const everything = async (actor: Actor) => {
      const found: string[] = [];
      for (const text of ['支部', '协议', '示例', '政治生日', '报告会']) {
        found.push(...(await idsOf(text, actor, '&limit=50')));
      }
      return found;
    };
    for (const actor of [city, office, somebody('AUDIT', '320100')]) {
      const ids = await everything(actor);
      expect(ids).toEqual(expect.arrayContaining(near));
      expect(ids.filter((id) => far.includes(id))).toEqual([]);
    }
    const strangers = [somebody('DIST', GUSU), somebody('COORD', FAR_COUNCIL), somebody('CITY', '320500')];
    for (const actor of strangers) {
      const ids = await everything(actor);
      expect(ids).toEqual(expect.arrayContaining(far));
      expect(ids.filter((id) => near.includes(id))).toEqual([]);
    }
    // A member sees its own agreements and no others, and of units the members only.
    const ids = await everything(bank);
    expect(ids).toEqual(expect.arrayContaining([AGREEMENT, NEXT_AGREEMENT, BANK, MALL]));
    expect(ids.filter((id) => [SCHOOL, NEXT_ACTIVITY].includes(id))).toEqual([]);
    expect(await idsOf('协议', somebody('UNIT', THEATRE))).toEqual([]);
    expect((await side.get('search?text=a', somebody('ADMIN', '*'))).status).toBe(403);
  });

  it('finds by the names and numbers of today, or of the instant that is named', async () => {
    const text = '示例百货大楼';
    expect(await idsOf(text)).toEqual([]);
    const position = await side.append(`unit-${MALL}`, THEN, {
      type: 'UnitProfileCorrected',
      data: { changes: { partyOrgName: `中共${text}支部委员会` }, reason },
    });
    const path = `/api/v1/search?text=${encodeURIComponent(text)}&minPosition=${encodeURIComponent(position)}`;
    expect((await side.send(path, office)).body.items).toMatchObject([{ id: MALL }]);
    expect(await idsOf('sldl')).toEqual([]);
    expect(await idsOf('bhdl')).toEqual([MALL]);
    expect(await idsOf(text, office, `&asOf=${WRITTEN_AT}`)).toEqual([]);
    expect(await idsOf('示例百货有限公司', office, `&asOf=${WRITTEN_AT}`)).toEqual([MALL]);
    expect(await idsOf('示例百货有限公司')).toEqual([]);
  });

  it('is folded from the log alone', async () => {
    const { differences } = await side.runner.verify();
    expect(differences).toEqual([]);
  });
});
