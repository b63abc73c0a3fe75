import type { Schemas } from '../api/client';
import type { PeriodKind } from '../parts/periods';

export type ReportCode = Schemas['ReportHeader']['reportCode'];
type Wording = readonly [zh: string, en: string];

export type CatalogueEntry = Readonly<{
  code: ReportCode;
  title: Wording;
  /** What a reader wants to know who opens it. */
  question: Wording;
  /** The periods it is usually made of, the usual one first. */
  kinds: readonly PeriodKind[];
  /** Whether jointly hosted activities are told to districts in it, so that it matters how. */
  hasLens: boolean;
}>;

/** The reports, each by the question it answers. */
export const catalogue: readonly CatalogueEntry[] = [
  {
    code: 'R-01',
    title: ['跨区活动月报', 'Cross-district activities'],
    question: [
      '当月开展多少活动，其中多少跨区，参与多少人次',
      'How many activities were held this month, how many across districts, with how many attending?',
    ],
    kinds: ['MONTH'],
    hasLens: true,
  },
  {
    code: 'R-02',
    title: ['单位参与情况', 'Participation of units'],
    question: ['多少单位参加了活动，哪些单位需要联系', 'How many units took part, and which ones should be contacted?'],
    kinds: ['MONTH', 'QUARTER', 'HALF', 'YEAR'],
    hasLens: false,
  },
  {
    code: 'R-03',
    title: ['参与频次变化', 'Change of participation'],
    question: ['与基期相比，单位参加活动的频次变化', 'Do units take part more often than in the base period?'],
    kinds: ['HALF', 'YEAR', 'QUARTER', 'MONTH'],
    hasLens: false,
  },
  {
    code: 'R-04',
    title: ['共建协议台账', 'Agreements'],
    question: [
      '生效协议多少件，哪些即将到期、尚未履行',
      'How many agreements are in force, which are about to end or not fulfilled?',
    ],
    kinds: ['MONTH'],
    hasLens: false,
  },
  {
    code: 'R-05',
    title: ['共建项目进度', 'Progress of projects'],
    question: ['项目进展、按期完成和经费支出情况', 'How far are the projects, how many on time, and what was spent?'],
    kinds: ['MONTH'],
    hasLens: false,
  },
  {
    code: 'R-12',
    title: ['基本情况', 'Members'],
    question: ['成员单位数量及加入、退出、转区情况', 'How many members are there; who joined, left or moved?'],
    kinds: ['QUARTER', 'MONTH', 'YEAR'],
    hasLens: false,
  },
];

export const entryOf = (code: string | undefined): CatalogueEntry | undefined =>
  catalogue.find((entry) => entry.code === code);
