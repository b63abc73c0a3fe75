import { each, type Line, one, type Shape, silent } from '../fields';
import { code, date, district, listOf, number, oneOf, period, phrase, text } from '../values';
import { joined } from '../words';
import { effectiveOn, reason, type Telling, theDistrict, theUnit } from './telling';

const qualified = {
  EXACT: ['', ''],
  ABOUT: ['约', 'about '],
  OVER: ['超过', 'over '],
  NEARLY: ['近', 'nearly '],
} as const;

const declaredStatistics = each((statistic, { words }): readonly Line[] => [
  {
    key: `statistics.${String(statistic.name)}`,
    label: [words.t('申报数据', 'Declared figure')],
    value: joined(
      [
        text(statistic.name, words),
        phrase(({ value, unit: of, qualifier }, each) => [
          [...oneOf(qualified)(qualifier, each), each.number(Number(value)), String(of)],
        ])(statistic.quantity, words),
        text(statistic.scope, words),
        text(statistic.asOf, words),
        text(statistic.source, words),
      ],
      words.t('，', ', '),
    ),
  },
]);

const fraction = phrase(({ numerator, denominator }, { number: written }) => [
  [denominator === 1 ? written(Number(numerator)) : `${String(numerator)}/${String(denominator)}`],
]);

const handover: Shape = {
  fromDistrict: theDistrict('移交区', 'From'),
  toDistrict: theDistrict('接任区', 'To'),
  handoverOn: one('交接日期', 'Handover on', date),
  openItems: one('未办结事项', 'Open items'),
};

/** How the events of councils are told, by type. */
export const councils: Readonly<Record<string, Telling>> = {
  CouncilProposed: {
    shape: {
      councilId: silent,
      councilCode: one('联席会编号', 'Code'),
      name: one('名称', 'Name'),
      kind: one('类别', 'Kind', code('councilKinds')),
      leadAuthority: one(
        '牵头单位',
        'Lead authority',
        phrase((lead, words) => [text(lead.name, words), code('leadLevels')(lead.level, words)]),
      ),
      hostDistricts: one('主办区', 'Host districts', listOf(district)),
      meetingCadence: one('例会周期', 'Meetings', code('meetingCadences')),
      secretariatUnitId: theUnit('秘书处所在单位', 'Secretariat'),
      declaredStatistics,
      proposedBy: silent,
      proposedOn: silent,
    },
  },
  CouncilEstablished: {
    shape: {
      foundingDoc: one('成立文件', 'Founding document'),
      establishedOn: one('成立日期', 'Established on', date),
      establishedYear: (year, { words, data }) =>
        data.establishedOn === null
          ? [{ key: 'establishedYear', label: [words.t('成立年份', 'Established in')], value: [String(year)] }]
          : [],
      proposedBy: silent,
      approvedBy: silent,
    },
  },
  CharterAdopted: {
    shape: { charterVersion: one('章程版本', 'Charter'), adoptedOn: one('通过日期', 'Adopted on', date) },
  },
  MemberAdmitted: {
    shape: { unitId: theUnit('单位', 'Unit'), effectiveOn, recommendedBy: silent, admittedBy: silent },
  },
  MemberVetoed: { shape: { unitId: theUnit('单位', 'Unit'), vetoedOn: one('否决日期', 'Vetoed on', date), reason } },
  MemberSuspended: { shape: { unitId: theUnit('单位', 'Unit'), effectiveOn, reason } },
  MemberResumed: { shape: { unitId: theUnit('单位', 'Unit'), effectiveOn, reason } },
  MemberWithdrawn: { shape: { unitId: theUnit('单位', 'Unit'), effectiveOn, reason } },
  DutyDistrictAssigned: {
    shape: {
      districtCode: theDistrict('轮值区', 'District'),
      from: one('轮值自', 'From', date),
      to: one('轮值至', 'To', date),
    },
  },
  DutyHandoverSigned: {
    shape: { signedFor: theDistrict('签署区', 'Signed for'), ...handover, signedBy: silent },
  },
  DutyHandedOver: { shape: { ...handover, fromSignedBy: silent, toSignedBy: silent } },
  ParticipationBaselineSet: {
    shape: {
      period: one('基期', 'Base period', period),
      origin: one('来源', 'Origin', code('baselineOrigins')),
      value: (value, { words, data }) => [
        {
          key: 'baseline',
          label: [words.t('参与频次', 'Frequency')],
          value: [...oneOf(qualified)(data.qualifier, words), ...fraction(value, words)],
        },
      ],
      pairs: one('单位参与次数', 'Participations of units', number),
      unitMonths: one('单位月数', 'Unit months', fraction),
      qualifier: silent,
      source: one('数据出处', 'Source'),
    },
  },
  CouncilSuspended: { shape: { effectiveOn, reason } },
  CouncilResumed: { shape: { effectiveOn, reason } },
  CouncilDissolutionProposed: { shape: { effectiveOn, reason, proposedBy: silent } },
  CouncilDissolved: { shape: { effectiveOn, reason, proposedBy: silent, approvedBy: silent } },
};
