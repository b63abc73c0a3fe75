import type { Schemas } from '../api/client';
import type { Text } from '../language/language';

export type Terms = Schemas['Agreement']['terms'];

/** How the text's codes, ids and dates are written out. */
export type Wording = Readonly<{
  t: Text;
  unit: (id: string) => string;
  project: (id: string) => string;
  label: (list: TermList, code: string) => string;
  date: (date: string) => string;
}>;
type TermList =
  | 'agreementKinds'
  | 'agreementSides'
  | 'partyLevels'
  | 'trades'
  | 'localities'
  | 'measureUnits'
  | 'reviewCadences'
  | 'sharedResourceKinds';

/** A sentence of the text. What has a key of its own keeps it through all versions; a list item without one does not. */
export type Item = Readonly<{ key?: string; text: string }>;
export type Group = Readonly<{ key: string; title?: string; items: readonly Item[] }>;
export type Clause = Readonly<{ key: string; no: number; title: string; isList: boolean; groups: readonly Group[] }>;
export type AgreementText = Readonly<{ title: string; clauses: readonly Clause[] }>;

const STEMS = '甲乙丙丁戊己庚辛壬癸';

/** What the agreement calls its n-th party: 甲方, 乙方 … 第十一方. */
export function partyName(index: number, t: Text): string {
  const stem = STEMS[index];
  return t(stem ? `${stem}方` : `第${numeral(index + 1)}方`, `Party ${String.fromCharCode(65 + index)}`);
}

const DIGITS = '零一二三四五六七八九';

/** 1 to 99 as documents number their sections. */
export function numeral(value: number): string {
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return DIGITS[ones] ?? '';
  return `${tens === 1 ? '' : DIGITS[tens]}十${ones === 0 ? '' : DIGITS[ones]}`;
}

/** The terms as a text that people read and sign: numbered sections, the duties grouped by who owes them. */
export function textOf(terms: Terms, wording: Wording): AgreementText {
  const { t, unit, label, date, project } = wording;
  const { parties, obligations, scopeItems, needs = [], sharedResources = [], projectIds } = terms;
  const nameOf = (index: number, id: string) => `${partyName(index, t)}${t('：', ': ')}${unit(id)}`;

  const special: Item[] = [];
  if (terms.businessRelation) {
    special.push({
      key: 'businessRelation',
      text: t('业务关系：', 'How their work is linked: ') + terms.businessRelation,
    });
  }
  if (terms.postedCadres !== undefined) {
    const posted = String(terms.postedCadres);
    special.push({ key: 'postedCadres', text: t(`帮扶方选派干部${posted}人。`, `The giver posts ${posted} cadres.`) });
  }
  if (sharedResources.length > 0) {
    const shared = sharedResources.map((code) => label('sharedResourceKinds', code)).join(t('、', ', '));
    special.push({ key: 'sharedResources', text: t(`共享资源：${shared}。`, `Shared: ${shared}.`) });
  }

  const clauses: Omit<Clause, 'no'>[] = [
    {
      key: 'parties',
      title: t('协议各方', 'Parties'),
      isList: true,
      groups: [
        {
          key: 'parties',
          items: parties.map((party, index) => {
            const declared = [
              label('agreementSides', party.side),
              party.level && label('partyLevels', party.level),
              party.trade && label('trades', party.trade),
              party.locality && label('localities', party.locality),
            ].filter(Boolean);
            return {
              key: party.unitId,
              text: t(
                `${nameOf(index, party.unitId)}（${declared.join('，')}），由${party.signatoryPost}签署。`,
                `${nameOf(index, party.unitId)} (${declared.join(', ')}), signed by its ${party.signatoryPost}.`,
              ),
            };
          }),
        },
      ],
    },
    {
      key: 'purpose',
      title: t('结对种类和目的', 'Kind and purpose'),
      isList: false,
      groups: [
        {
          key: 'purpose',
          items: [
            {
              key: 'kind',
              text: t(
                `结对种类：${label('agreementKinds', terms.kind)}。`,
                `Kind: ${label('agreementKinds', terms.kind)}.`,
              ),
            },
            { key: 'purpose', text: terms.purpose },
          ],
        },
      ],
    },
    {
      key: 'scopeItems',
      title: t('共建内容', 'What is done together'),
      isList: true,
      groups: [{ key: 'scopeItems', items: scopeItems.map((text) => ({ text })) }],
    },
    {
      key: 'obligations',
      title: t('各方义务', 'Obligations'),
      isList: true,
      groups: parties.map(({ unitId }, index) => ({
        key: unitId,
        title: nameOf(index, unitId),
        items: obligations
          .filter((obligation) => obligation.unitId === unitId)
          .map(({ obligationId, text, targetQty, measureUnit, dueOn }) => {
            const amount = `${targetQty}${t('', ' ')}${label('measureUnits', measureUnit)}`;
            return {
              key: obligationId,
              text: t(`${text}（${amount}，${date(dueOn)}前完成）`, `${text} (${amount}, by ${date(dueOn)})`),
            };
          }),
      })),
    },
    {
      key: 'term',
      title: t('协议期限', 'Term'),
      isList: false,
      groups: [
        {
          key: 'term',
          items: [
            {
              key: 'term',
              text: t(
                `自${date(terms.termFrom)}起至${date(terms.termTo)}止。`,
                `From ${date(terms.termFrom)} to ${date(terms.termTo)}.`,
              ),
            },
          ],
        },
      ],
    },
    {
      key: 'review',
      title: t('履约评估和终止', 'Review and termination'),
      isList: false,
      groups: [
        {
          key: 'review',
          items: [
            {
              key: 'reviewCadence',
              text: t(
                `${label('reviewCadences', terms.reviewCadence)}评估一次履约情况。`,
                `Reviewed: ${label('reviewCadences', terms.reviewCadence)}.`,
              ),
            },
            {
              key: 'terminationNoticeDays',
              text: t(
                `任何一方终止协议，须提前${terms.terminationNoticeDays}天通知其他各方。`,
                `Either party may end it with ${terms.terminationNoticeDays} days' notice.`,
              ),
            },
          ],
        },
      ],
    },
    {
      key: 'copies',
      title: t('协议份数', 'Copies'),
      isList: false,
      groups: [
        {
          key: 'copies',
          items: [{ key: 'copies', text: t(`本协议一式${terms.copies}份。`, `Made out in ${terms.copies} copies.`) }],
        },
      ],
    },
  ];
  if (special.length > 0) {
    clauses.push({
      key: 'special',
      title: t('特别约定', 'Special terms'),
      isList: false,
      groups: [{ key: 'special', items: special }],
    });
  }
  if (needs.length > 0) {
    clauses.push({
      key: 'needs',
      title: t('村级需求清单', 'What the village needs'),
      isList: true,
      groups: [{ key: 'needs', items: needs.map((text) => ({ text })) }],
    });
  }
  if (projectIds.length > 0) {
    clauses.push({
      key: 'projects',
      title: t('关联项目', 'Projects'),
      isList: true,
      groups: [{ key: 'projects', items: projectIds.map((id) => ({ key: id, text: project(id) })) }],
    });
  }
  return { title: terms.title, clauses: clauses.map((clause, index) => ({ ...clause, no: index + 1 })) };
}
