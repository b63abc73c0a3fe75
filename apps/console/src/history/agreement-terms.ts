import { each, inside, one, type Shape, silent } from './fields';
import { code, counted, type Data, date, listOf, number, project, text } from './values';
import { joined, type Pieces, type Words } from './words';

const comma = ({ t }: Words) => t('，', ', ');

/** 6次，2026年12月31日前. */
const targetOf = ({ targetQty, measureUnit, dueOn }: Data, words: Words): Pieces =>
  joined(
    [
      typeof targetQty === 'number'
        ? [
            `${words.number(targetQty)}${typeof measureUnit === 'string' ? words.label('measureUnits', measureUnit) : ''}`,
          ]
        : [],
      typeof dueOn === 'string' ? [words.t(`${words.date(dueOn)}前`, `by ${words.date(dueOn)}`)] : [],
    ],
    comma(words),
  );

const parties = each((party, { words, prefix }) => [
  {
    key: `${prefix}parties.${String(party.unitId)}`,
    label: [words.t('签约方', 'Party')],
    value: joined(
      [
        [{ kind: 'unit', id: String(party.unitId) }],
        party.side === 'PARTY' ? [] : code('agreementSides')(party.side, words),
        text(party.signatoryPost, words),
        code('partyLevels')(party.level, words),
        code('trades')(party.trade, words),
        code('localities')(party.locality, words),
      ],
      comma(words),
    ),
  },
]);

const obligations = each((obligation, { words, prefix }) => {
  const id = String(obligation.obligationId);
  return [
    {
      key: `${prefix}obligations.${id}`,
      label: [words.t('义务', 'Obligation')],
      value: joined(
        [
          [{ kind: 'unit', id: String(obligation.unitId) }, words.t('：', ': '), String(obligation.text)],
          targetOf(obligation, words),
        ],
        comma(words),
      ),
    },
    { key: `name.obligation.${id}`, label: [], value: [String(obligation.text)], isQuiet: true },
    {
      key: `unit.obligation.${id}`,
      label: [],
      value: code('measureUnits')(obligation.measureUnit, words),
      isQuiet: true,
    },
  ];
});

const terms: Shape = {
  title: one('协议名称', 'Title'),
  kind: one('结对种类', 'Kind', code('agreementKinds')),
  parties,
  purpose: one('共建目的', 'Purpose'),
  scopeItems: one('共建内容', 'Content', listOf(text)),
  obligations,
  termFrom: one('期限自', 'Term from', date),
  termTo: one('期限至', 'Term to', date),
  reviewCadence: one('履约评估', 'Review', code('reviewCadences')),
  terminationNoticeDays: one('提前终止通知', 'Notice of termination', counted('天', 'days')),
  copies: one('协议份数', 'Copies', number),
  projectIds: one('依托项目', 'Projects', listOf(project)),
  businessRelation: one('业务关联', 'Business relation'),
  postedCadres: one('选派干部', 'Posted cadres', counted('人', 'persons')),
  needs: one('需求', 'Needs', listOf(text)),
  sharedResources: one('共享资源', 'Shared resources', listOf(code('sharedResourceKinds'))),
};

/** The whole text of an agreement. */
export const agreementText = inside(terms, 'terms.');

/** What the parties were at the time of the text. */
export const partyUnits = each((party, { words, prefix }) => [
  {
    key: `${prefix}partyUnits.${String(party.unitId)}`,
    label: [words.t('签约方登记情况', 'Party as registered')],
    value: joined(
      [
        [{ kind: 'unit', id: String(party.unitId) }],
        typeof party.districtCode === 'string' ? [words.district(party.districtCode)] : [],
        code('unitKinds')(party.unitKind, words),
        code('partyOrgTypes')(party.partyOrgType, words),
      ],
      comma(words),
    ),
  },
]);

export const agreementTermsFields: Shape = { agreementId: silent, terms: agreementText, partyUnits };
