import { agreementTermsFields, agreementText, partyUnits } from './agreement-terms';
import { type At, each, inside, type Line, one, type Shape, silent, whenTrue } from './fields';
import { newCounts, participant, participantNames, participations, recordedParticipation } from './participation';
import {
  acceptanceRequest,
  milestoneName,
  newDueDates,
  newEnd,
  projectProfile,
  slotName,
  slots,
} from './project-fields';
import { changedCells, contentSize } from './report-content';
import {
  activity,
  agreement,
  code,
  council,
  counted,
  type Data,
  date,
  district,
  hash,
  instant,
  listOf,
  number,
  oneOf,
  period,
  phrase,
  project,
  text,
  unit,
  yesNo,
} from './values';
import { joined, type Pieces, type Words } from './words';

/** How an event is told. */
type Telling = Readonly<{
  shape: Shape;
  /**
   * `some`: says only what is new, told beside what was. `whole`: repeats the whole of it, and `partly` some of it; only
   * what differs from before is told.
   */
  changes?: 'some' | 'whole' | 'partly';
}>;

const effectiveOn = one('生效日期', 'Effective on', date);
/** The reason is told for every event in the same place. */
const reason = silent;
const onDate = silent;
const textHash = one('文本指纹', 'Hash of the text', hash);
const theDistrict = (zh: string, en: string) => one(zh, en, district);
const theUnit = (zh: string, en: string) => one(zh, en, unit);

const unitProfile: Shape = {
  partyOrgName: one('党组织名称', 'Party organization'),
  partyOrgType: one('党组织类型', 'Type', code('partyOrgTypes')),
  hostKind: one('所在单位情况', 'Kind of host', code('hostKinds')),
  hostEntities: one(
    '所在单位',
    'Host entities',
    listOf(phrase((host, words) => [text(host.name, words), text(host.uscc, words)], ' ')),
  ),
  unitKind: one('单位类别', 'Kind of unit', code('unitKinds')),
  subdistrictCode: one('街道代码', 'Subdistrict code'),
  superiorOrgName: one('上级党组织', 'Superior organization'),
  address: one('地址', 'Address'),
  memberCountBand: one('党员人数', 'Party members', code('memberCountBands')),
};

const units: Readonly<Record<string, Telling>> = {
  UnitRegistered: {
    shape: {
      unitId: silent,
      unitNo: one('单位编号', 'Number'),
      districtCode: theDistrict('属地', 'District'),
      councilId: one('拟加入联席会', 'For the council', council),
      contactRef: silent,
      registeredOn: silent,
      profile: inside(unitProfile, 'profile.'),
    },
  },
  UnitRecommended: {
    shape: {
      councilId: one('推荐加入', 'Recommended to', council),
      districtCode: theDistrict('推荐区', 'By the district'),
      basis: one('推荐依据', 'Basis'),
      recommendedBy: silent,
      recommendedOn: silent,
    },
  },
  UnitActivated: { shape: { councilId: one('联席会', 'Council', council), effectiveOn } },
  UnitProfileCorrected: { changes: 'some', shape: { changes: inside(unitProfile, 'profile.'), reason } },
  UnitContactChanged: { shape: { contactRef: silent } },
  UnitTransferRequested: {
    shape: {
      from: theDistrict('迁出区', 'From'),
      to: theDistrict('迁入区', 'To'),
      effectiveOn,
      requestedBy: silent,
      reason,
    },
  },
  UnitTransferDeclined: {
    shape: { from: theDistrict('迁出区', 'From'), to: theDistrict('迁入区', 'To'), reason },
  },
  UnitDistrictTransferred: {
    shape: {
      from: silent,
      to: (to, { words, data }: At) => [
        {
          key: 'districtCode',
          label: [words.t('属地', 'District')],
          before: district(data.from, words),
          value: district(to, words),
        },
      ],
      effectiveOn,
      requestedBy: silent,
      acceptedBy: silent,
      reason,
    },
  },
  UnitSuspended: { shape: { effectiveOn, reason } },
  UnitReactivated: { shape: { effectiveOn, reason } },
  UnitWithdrawn: { shape: { effectiveOn, reason, closed: whenTrue('单位已注销', 'The unit is closed') } },
  UnitMerged: { shape: { intoUnitId: theUnit('并入', 'Into'), effectiveOn, reason } },
};

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

const councils: Readonly<Record<string, Telling>> = {
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

const obligationText = (id: unknown, { words, known, name }: At): readonly Line[] => [
  {
    key: name,
    label: [words.t('义务', 'Obligation')],
    value: known.get(`name.obligation.${String(id)}`) ?? [String(id)],
  },
];

/** A quantity in the unit of its obligation. */
const quantityOf =
  (zh: string, en: string) =>
  (value: unknown, { words, known, name, data }: At): readonly Line[] => [
    {
      key: name,
      label: [words.t(zh, en)],
      value: [words.number(Number(value)), ...(known.get(`unit.obligation.${String(data.obligationId)}`) ?? [])],
    },
  ];

const agreements: Readonly<Record<string, Telling>> = {
  AgreementDrafted: {
    shape: {
      agreementNo: one('协议编号', 'Number'),
      councilId: one('所属联席会', 'Council', council),
      ...agreementTermsFields,
    },
  },
  AgreementTermsRevised: {
    changes: 'whole',
    shape: {
      terms: agreementText,
      partyUnits,
      clearedSigners: one('须重新签署', 'Have to sign again', listOf(unit)),
    },
  },
  AgreementTextFrozen: { changes: 'partly', shape: { contentHash: textHash, partyUnits } },
  AgreementLongTermApproved: {
    shape: {
      districtCode: theDistrict('批准区', 'District'),
      termFrom: one('期限自', 'Term from', date),
      termTo: one('期限至', 'Term to', date),
      note: one('说明', 'Note'),
    },
  },
  AgreementSignedByParty: {
    shape: {
      unitId: theUnit('签署单位', 'Signed by'),
      signatoryPost: one('签署人职务', 'Post'),
      method: one('签署方式', 'Method', oneOf({ IN_SYSTEM_CONFIRM: ['系统内确认', 'Confirmed in the system'] })),
      partiesSigned: (signed, { words, data }) => [
        {
          key: 'signed',
          label: [words.t('签署进度', 'Signed so far')],
          value: [`${words.number(Number(signed))}/${words.number(Number(data.partiesTotal))}`],
        },
      ],
      partiesTotal: silent,
      contentHash: textHash,
      on: onDate,
    },
  },
  AgreementSigned: { shape: { contentHash: textHash, on: onDate } },
  AgreementActivated: { shape: { on: one('生效日期', 'In force from', date) } },
  AgreementDeclined: {
    shape: {
      unitId: theUnit('退回单位', 'Declined by'),
      reason,
      clearedSigners: one('须重新签署', 'Have to sign again', listOf(unit)),
    },
  },
  AgreementFiled: { shape: { districtCode: theDistrict('备案区', 'Filed in'), on: onDate } },
  ObligationFulfilled: {
    shape: {
      obligationId: obligationText,
      unitId: theUnit('履行单位', 'By'),
      quantity: quantityOf('履行数量', 'Quantity'),
      fulfilledOn: one('履行日期', 'Fulfilled on', date),
      evidence: inside(
        { activityId: one('佐证活动', 'Activity', activity), note: one('佐证说明', 'Evidence') },
        'evidence.',
      ),
      reportedBy: silent,
    },
  },
  ObligationConfirmed: {
    shape: {
      obligationId: obligationText,
      confirmingUnitId: theUnit('确认单位', 'Confirmed by'),
      quantity: quantityOf('本次确认', 'Confirmed now'),
      confirmedQty: quantityOf('累计确认', 'Confirmed in all'),
      met: one('是否已完成', 'Met', yesNo),
      on: onDate,
    },
  },
  AgreementTerminated: {
    shape: {
      unitId: theUnit('提出单位', 'By'),
      effectiveOn: one('终止日期', 'No longer in force from', date),
      openObligations: each((open, at) => {
        const { words, known } = at;
        const id = String(open.obligationId);
        const done = `${words.number(Number(open.confirmedQty))}/${words.number(Number(open.targetQty))}`;
        return [
          {
            key: `open.${id}`,
            label: [words.t('未完成义务', 'Open obligation')],
            value: joined(
              [
                [{ kind: 'unit', id: String(open.unitId) }],
                known.get(`name.obligation.${id}`) ?? [id],
                [words.t(`已确认${done}`, `${done} confirmed`)],
              ],
              words.t('，', ', '),
            ),
          },
        ];
      }),
      reason,
      on: onDate,
    },
  },
  AgreementVoided: {
    shape: {
      districtCode: theDistrict('作废区', 'District'),
      legalInvalidity: one('自始无效', 'Void from the beginning', yesNo),
      reason,
      on: onDate,
    },
  },
  AgreementExpired: { shape: { termTo: one('期限至', 'Last day', date) } },
};

const projects: Readonly<Record<string, Telling>> = {
  ProjectProposed: { shape: { ...projectProfile, on: onDate } },
  ProjectRegistered: {
    shape: {
      projectNo: one('项目编号', 'Number'),
      consentsNeeded: one('须同意的参与区', 'Districts to consent', listOf(district)),
      on: onDate,
    },
  },
  ProjectRejected: { shape: { reason, on: onDate } },
  DistrictConsentGiven: {
    shape: { districtCode: theDistrict('同意区', 'District'), note: one('说明', 'Note'), on: onDate },
  },
  ProjectClaimingOpened: { shape: { slots, on: onDate } },
  ProjectClaimOffered: {
    shape: {
      claimId: silent,
      unitId: theUnit('认领单位', 'Unit'),
      slotId: slotName,
      quantity: one('认领数量', 'Quantity', number),
      promise: one('承诺内容', 'Promise'),
      plannedOn: one('计划时间', 'Planned for', date),
      offeredBy: silent,
      on: onDate,
    },
  },
  ProjectClaimAccepted: {
    shape: {
      claimId: silent,
      unitId: theUnit('认领单位', 'Unit'),
      slotId: slotName,
      quantity: one('认领数量', 'Quantity', number),
      on: onDate,
    },
  },
  ProjectClaimDeclined: { shape: { claimId: silent, unitId: theUnit('认领单位', 'Unit'), reason, on: onDate } },
  ProjectAgreementLinked: { shape: { agreementId: one('协议', 'Agreement', agreement), on: onDate } },
  ProjectStarted: { shape: { exemptionReason: one('免签协议的理由', 'Why without an agreement'), on: onDate } },
  MilestoneReached: {
    shape: {
      milestoneId: milestoneName,
      reachedOn: one('完成日期', 'Reached on', date),
      dueOn: one('计划日期', 'Planned for', date),
      originalDueOn: (original, { words, data }) =>
        original === data.dueOn
          ? []
          : [{ key: 'originalDueOn', label: [words.t('原定日期', 'First planned for')], value: date(original, words) }],
      evidence: one('佐证', 'Evidence'),
    },
  },
  ProjectReplanned: {
    changes: 'some',
    shape: { endOn: newEnd, previousEndOn: silent, milestones: newDueDates, reason, on: onDate },
  },
  ProjectSuspended: { shape: { reason, on: onDate } },
  ProjectResumed: { shape: { reason, on: onDate } },
  AcceptanceRequested: { shape: acceptanceRequest },
  AcceptanceReturned: { shape: { reason, on: onDate } },
  ProjectCompleted: {
    shape: { completedOn: one('结项日期', 'Completed on', date), note: one('验收意见', 'Note'), on: onDate },
  },
  ProjectTerminationProposed: { shape: { reason, proposedBy: silent, on: onDate } },
  ProjectTerminated: {
    shape: { approved: one('经双方同意', 'By agreement of two', yesNo), reason, on: onDate },
  },
};

const hostUnits = each((host, { words, prefix }) => [
  {
    key: `${prefix}hosts.${String(host.unitId)}`,
    label: [words.t('主办单位', 'Host')],
    value: joined(
      [[{ kind: 'unit', id: String(host.unitId) }], district(host.districtCode, words)],
      words.t('，', ', '),
    ),
  },
]);

const activityProfile: Shape = {
  activityId: silent,
  title: one('活动名称', 'Title'),
  kind: one('活动类型', 'Kind', code('activityKinds')),
  form: one('活动形式', 'Form', code('activityForms')),
  startAt: one('开始时间', 'Start', instant),
  endAt: one('结束时间', 'End', instant),
  place: one('地点', 'Place'),
  hosts: hostUnits,
  leadHostUnitId: silent,
  coHostUnitIds: silent,
  coTags: one('同时计入', 'Also counts as', listOf(code('coTags'))),
  councilId: one('所属联席会', 'Council', council),
  projectId: one('依托项目', 'Project', project),
  agreementIds: one('依托协议', 'Agreements', listOf(agreement)),
  councilDistricts: silent,
  startOn: silent,
  onBehalfOfUnitId: silent,
  enteredBy: one(
    '填报方',
    'Entered by',
    oneOf({ HOST: ['主办单位', 'The host'], OFFICE: ['联席会办公室', 'The office'] }),
  ),
};

const activities: Readonly<Record<string, Telling>> = {
  ActivityPlanned: { shape: activityProfile },
  ActivityHeld: {
    changes: 'whole',
    shape: {
      summary: one('内容摘要', 'Summary'),
      ...activityProfile,
      late: whenTrue('关账后补报', 'After the month was closed'),
      recordedBy: silent,
    },
  },
  ParticipationRecorded: { shape: recordedParticipation },
  ParticipationCorrected: {
    changes: 'some',
    shape: {
      participantKey: silent,
      from: silent,
      to: newCounts(true),
      afterClose: whenTrue('关账后更正', 'After the month was closed'),
      reason,
      proposedBy: silent,
      approvedBy: silent,
    },
  },
  ParticipationCorrectionProposed: {
    shape: {
      participantKey: silent,
      to: newCounts(false),
      settlesDispute: whenTrue('用于处理异议', 'Settles the dispute'),
      reason,
      proposedBy: silent,
    },
  },
  ParticipationCorrectionRejected: { shape: { participantKey: participant, reason } },
  ParticipationDisputed: {
    shape: { participantKey: silent, claimed: newCounts(false), reason, disputedBy: silent },
  },
  ParticipationDisputeResolved: {
    shape: {
      participantKey: participant,
      outcome: one(
        '处理结果',
        'Outcome',
        oneOf({ UPHELD: ['维持原登记', 'The record stands'], CORRECTED: ['已更正', 'Corrected'] }),
      ),
      reason,
    },
  },
  ActivityVerified: { shape: { note: one('核实意见', 'Note'), verifiedBy: silent } },
  ActivityCancelled: { shape: { reason } },
  ActivityVoided: { shape: { afterClose: whenTrue('关账后作废', 'After the month was closed'), reason } },
  ActivityMerged: {
    changes: 'partly',
    shape: {
      fromActivityId: one('并入的登记', 'Merged record', activity),
      hosts: hostUnits,
      participations,
      differing: participantNames('两次登记人次不同', 'Different in the two records'),
      afterClose: whenTrue('关账后合并', 'After the month was closed'),
      reason,
      enteredByAccounts: silent,
    },
  },
  ActivityMergedInto: { shape: { intoActivityId: one('保留的登记', 'Record that stays', activity), reason } },
};

const reportVersion: Shape = {
  reportCode: one('报表', 'Report', code('reportCodes')),
  versionNo: one('版本', 'Version', counted('', '')),
};

const computed: Shape = {
  asOf: one('数据截至', 'Data as of', instant),
  measureVersion: one('口径版本', 'Version of the measures'),
  contentHash: one('内容指纹', 'Hash of the content', hash),
};

const periods: Readonly<Record<string, Telling>> = {
  ReportingPeriodClosed: {
    shape: {
      councilId: one('联席会', 'Council', council),
      month: one('月份', 'Month', period),
      districts: one('主办区', 'Host districts', listOf(district)),
      dueOn: one('应关账日期', 'To be closed by', date),
      cutoff: one('数据截止', 'Facts recorded until', instant),
      closedAt: silent,
    },
  },
  ReportGenerated: { shape: { ...reportVersion, content: contentSize, ...computed, generatedBy: silent } },
  ReportPublished: {
    shape: { ...reportVersion, contentHash: one('内容指纹', 'Hash of the content', hash), publishedBy: silent },
  },
  ReportCorrectionIssued: {
    shape: {
      reportCode: one('报表', 'Report', code('reportCodes')),
      fromVersion: silent,
      toVersion: (to, { words, data }) => [
        {
          key: 'versionNo',
          label: [words.t('版本', 'Version')],
          before: number(data.fromVersion, words),
          value: number(to, words),
        },
      ],
      cells: changedCells,
      causedByEvents: (events, { words }) => [
        {
          key: 'causes',
          label: [words.t('引起更正的记录', 'Caused by')],
          value: [counted('条', 'records')(Array.isArray(events) ? events.length : 0, words)].flat(),
        },
      ],
      content: silent,
      ...computed,
      reason,
      orderedBy: silent,
    },
  },
};

const scopeOf = ({ role, scope }: Data, words: Words): Pieces => {
  if (scope === '*') return [];
  const kind = role === 'COORD' ? council : role === 'UNIT' ? unit : district;
  return kind(scope, words);
};

const mandates: Readonly<Record<string, Telling>> = {
  MandateGranted: {
    shape: {
      role: one('角色', 'Role', code('roles')),
      scope: (_, { words, data }) => {
        const value = scopeOf(data, words);
        return value.length === 0 ? [] : [{ key: 'scope', label: [words.t('范围', 'Scope')], value }];
      },
      from: one('任职自', 'From', date),
      to: one('任职至', 'Last day', date),
      basis: one('任职依据', 'Basis'),
      mandateId: (id, { words, data }) => [
        {
          key: `mandate.${String(id)}`,
          label: [],
          value: joined([code('roles')(data.role, words), scopeOf(data, words)], ' '),
          isQuiet: true,
        },
      ],
      accountId: silent,
      grantedBy: silent,
    },
  },
  MandateRevoked: {
    shape: {
      mandateId: (id, { words, known }) => {
        const value = known.get(`mandate.${String(id)}`);
        return value ? [{ key: 'revoked', label: [words.t('任职授权', 'Mandate')], value }] : [];
      },
      effectiveOn: one('自此日起终止', 'Ends on', date),
      reason,
    },
  },
};

/** How every event that is ever stored is told, by its type. */
export const tellings: Readonly<Record<string, Telling>> = {
  ...units,
  ...councils,
  ...agreements,
  ...projects,
  ...activities,
  ...periods,
  ...mandates,
};
