import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as activityCodes from '@lianjian/activities/codes';
import * as agreementCodes from '@lianjian/agreements/codes';
import * as councilCodes from '@lianjian/councils/kinds';
import * as periodCodes from '@lianjian/periods/codes';
import * as projectCodes from '@lianjian/projects/codes';
import * as unitCodes from '@lianjian/units/kinds';
import { eventLabels } from '../../../views/src/event-labels.js';
import { describeEvent, describeHistory, unknownFieldsOf } from './describe-event';
import { tellings } from './event-shapes';
import type { Pieces, Words } from './words';

type Stored = { type: string; data: Record<string, unknown> };

const FAMILIES = ['units', 'councils', 'agreements', 'projects', 'activities', 'periods', 'mandates'];
const stored = FAMILIES.flatMap((family): Stored[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../../libs/${family}/src/stored-events.json`), 'utf8')),
);
const lists: Record<string, unknown> = {
  ...{ ...activityCodes, ...agreementCodes, ...councilCodes, ...periodCodes, ...projectCodes, ...unitCodes },
  roles: { DIST: '区委组织部', ADMIN: '系统管理员', COORD: '联席会办公室', UNIT: '成员单位' },
};

/** Fails where the console would show a code as it stands. */
const words = (isChinese: boolean): Words => ({
  t: (zh, en) => (isChinese ? zh : en),
  label: (list, code) => {
    const label = (lists[list] as Record<string, string> | undefined)?.[code];
    if (label === undefined) throw new Error(`No label for ${code} in ${list}`);
    return `〈${label}〉`;
  },
  district: (code) => {
    if (!/^\d{6}$/.test(code)) throw new Error(`${code} is no district`);
    return '某区';
  },
  date: (date) => {
    const [year, month, day] = date.split('-').map(Number);
    return `${year}年${month}月${day}日`;
  },
  instant: (instant) => `${instant.slice(0, 4)}年某时`,
  period: (period) => `${period.slice(0, 4)}年某期`,
  money: (fen) => `${fen / 100}元`,
  number: String,
});

const textOf = (pieces: Pieces) => pieces.map((piece) => (typeof piece === 'string' ? piece : '某对象')).join('');
const RAW = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-/, 'an id'],
  [/\b[A-Z]{2,}(?:_[A-Z]+)+\b/, 'a code'],
  [/(?<![\d-])3201\d\d(?!\d)(?!-)/, 'a district code'],
  [/\d{4}-\d{2}-\d{2}T/, 'an instant'],
  [/(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/, 'a date'],
  [/[{}[\]]|undefined|null|NaN/, 'JSON'],
] as const;

describe('describeEvent', () => {
  it('knows every type that is ever stored', () => {
    expect(Object.keys(eventLabels).filter((type) => !(type in tellings))).toEqual([]);
    expect(Object.keys(tellings).filter((type) => !(type in eventLabels))).toEqual([]);
    const seen = new Set(stored.map(({ type }) => type));
    expect(Object.keys(tellings).filter((type) => !seen.has(type))).toEqual([]);
  });

  it.each(stored.map((event) => [event.type, event] as const))('tells %s in words', (_, event) => {
    expect(unknownFieldsOf(event)).toEqual([]);
    for (const isChinese of [true, false]) {
      for (const { label, value, before = [] } of describeEvent(event, words(isChinese)).lines) {
        for (const text of [label, value, before].map(textOf)) {
          for (const [raw, what] of RAW) if (raw.test(text)) throw new Error(`“${text}” shows ${what}`);
        }
        expect(textOf(label)).not.toBe('');
      }
    }
  });

  it('still tells what it has never heard of', () => {
    const { lines } = describeEvent({ type: 'Unheard', data: { what: 'ever', reason: '原因在此' } }, words(true));
    expect(lines.map(({ label, value }) => [textOf(label), textOf(value)])).toEqual([['what', 'ever']]);
  });
});

describe('describeHistory', () => {
  const inWords = (events: readonly Stored[]) =>
    describeHistory(events, words(true)).map(({ lines }) =>
      lines.map(({ label, before, value }) => [textOf(label), before && textOf(before), textOf(value)]),
    );
  const ofType = (type: string, nr = 0) => stored.filter((event) => event.type === type)[nr] as Stored;

  it('tells corrected fields beside what they were', () => {
    const [, corrected] = inWords([ofType('UnitRegistered'), ofType('UnitProfileCorrected')]);
    expect(corrected).toEqual([
      ['单位类别', '〈非公企业〉', '〈混合所有制企业〉'],
      ['党员人数', '〈7至49人〉', '〈50至99人〉'],
    ]);
  });

  it('tells of a revised text only what is new in it', () => {
    const [, revised] = inWords([ofType('AgreementDrafted'), ofType('AgreementTermsRevised')]);
    expect(revised).toEqual([
      ['协议份数', '4', '6'],
      ['须重新签署', undefined, '某对象'],
    ]);
  });

  it('tells what a revised text leaves out', () => {
    const draft = ofType('AgreementDrafted');
    const terms = draft.data.terms as { obligations: unknown[] };
    const shorter = { ...draft.data, terms: { ...terms, obligations: terms.obligations.slice(0, 1) } };
    const [, revised] = inWords([
      draft,
      { type: 'AgreementTermsRevised', data: { ...shorter, agreementNo: undefined } },
    ]);
    expect(revised?.filter(([label]) => label === '不再列入')).toHaveLength(1);
  });

  it('tells of an activity held as planned only what happened', () => {
    const [, held] = inWords([ofType('ActivityPlanned'), ofType('ActivityHeld', 1)]);
    expect(held?.map(([label]) => label)).toEqual(['内容摘要', '填报方', '关账后补报']);
  });

  it('names milestones, slots and guests as earlier events named them', () => {
    const told = inWords([
      ofType('ProjectProposed'),
      ofType('ProjectReplanned'),
      ofType('MilestoneReached'),
      ofType('ParticipationRecorded', 2),
      ofType('ParticipationCorrectionProposed', 1),
    ]);
    expect(told[1]).toEqual([
      ['计划结束', '2026年9月30日', '2026年11月30日'],
      ['里程碑 完成首批辅导', '2026年8月31日', '2026年11月15日'],
    ]);
    expect(told[2]?.[0]).toEqual(['里程碑', undefined, '组建导师团']);
    expect(told[4]?.[0]).toEqual(['示例市外商会', '现场5人次', '现场6人次']);
  });
});
