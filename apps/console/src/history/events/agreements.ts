import { agreementTermsFields, agreementText, partyUnits } from '../agreement-terms';
import { type At, each, inside, type Line, one, silent } from '../fields';
import { activity, council, date, listOf, oneOf, unit, yesNo } from '../values';
import { joined } from '../words';
import { onDate, reason, type Telling, textHash, theDistrict, theUnit } from './telling';

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

/** How the events of agreements are told, by type. */
export const agreements: Readonly<Record<string, Telling>> = {
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
