import type { Schemas } from '../api/client';

type Entry = Pick<Schemas['HistoryEntry'], 'type' | 'version' | 'occurredOn' | 'recordedAt' | 'data'>;

export type Report = Readonly<{ on: string; quantity: number; note?: string; activityId?: string }>;

/** What only the events of an agreement tell of it. */
export type AgreementRecord = Readonly<{
  /** By whom and when the text that stands was signed; the post that signed. */
  signatures: readonly Readonly<{ unitId: string; post: string; version: number }>[];
  /** Every signing, also of texts that were changed afterwards. */
  everSigned: readonly Readonly<{ unitId: string; version: number }>[];
  /** The last time that signatures became void, and whose. */
  cleared?: Readonly<{ unitIds: readonly string[]; recordedAt: string; by: 'revision' | 'refusal' }>;
  declined?: Readonly<{ unitId: string; reason: string; on: string }>;
  /** The term that a district has agreed to. */
  approvedTerm?: Readonly<{ districtCode: string; termFrom: string; termTo: string }>;
  terminated?: Readonly<{ unitId: string; reason: string; effectiveOn: string }>;
  voided?: Readonly<{ reason: string; on: string }>;
  /** What was reported of each obligation, in the order in which it was. */
  reports: Readonly<Record<string, readonly Report[]>>;
}>;

const textIn = (data: Entry['data'], key: string): string => {
  const value = data[key];
  return typeof value === 'string' ? value : '';
};

const textsIn = (data: Entry['data'], key: string): readonly string[] => {
  const value = data[key];
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
};

const isData = (value: unknown): value is Entry['data'] => typeof value === 'object' && value !== null;

function reportIn(data: Entry['data']): Report {
  const evidence = isData(data.evidence) ? data.evidence : {};
  const note = textIn(evidence, 'note');
  const activityId = textIn(evidence, 'activityId');
  return {
    on: textIn(data, 'fulfilledOn'),
    quantity: typeof data.quantity === 'number' ? data.quantity : 0,
    ...(note ? { note } : {}),
    ...(activityId ? { activityId } : {}),
  };
}

/** Reads the events of one agreement, oldest first. */
export function recordOf(entries: readonly Entry[]): AgreementRecord {
  let record: AgreementRecord = { signatures: [], everSigned: [], reports: {} };
  for (const { type, version, occurredOn, recordedAt, data } of [...entries].sort((a, b) => a.version - b.version)) {
    const unitId = textIn(data, 'unitId');
    const unitIds = textsIn(data, 'clearedSigners');
    switch (type) {
      case 'AgreementTermsRevised': {
        const { declined: _, ...rest } = record;
        const by = 'revision' as const;
        record = { ...rest, signatures: [], ...(unitIds.length > 0 ? { cleared: { unitIds, recordedAt, by } } : {}) };
        break;
      }
      case 'AgreementTextFrozen': {
        const { declined: _, ...rest } = record;
        record = rest;
        break;
      }
      case 'AgreementDeclined': {
        const declined = { unitId, reason: textIn(data, 'reason'), on: occurredOn };
        const cleared = { unitIds, recordedAt, by: 'refusal' as const };
        record = { ...record, signatures: [], declined, ...(unitIds.length > 0 ? { cleared } : {}) };
        break;
      }
      case 'AgreementLongTermApproved': {
        const [districtCode, termFrom, termTo] = ['districtCode', 'termFrom', 'termTo'].map((key) => textIn(data, key));
        if (districtCode && termFrom && termTo)
          record = { ...record, approvedTerm: { districtCode, termFrom, termTo } };
        break;
      }
      case 'AgreementSignedByParty':
        record = {
          ...record,
          signatures: [...record.signatures, { unitId, post: textIn(data, 'signatoryPost'), version }],
          everSigned: [...record.everSigned, { unitId, version }],
        };
        break;
      case 'ObligationFulfilled': {
        const obligationId = textIn(data, 'obligationId');
        const reports = [...(record.reports[obligationId] ?? []), reportIn(data)];
        record = { ...record, reports: { ...record.reports, [obligationId]: reports } };
        break;
      }
      case 'AgreementTerminated':
        record = {
          ...record,
          terminated: { unitId, reason: textIn(data, 'reason'), effectiveOn: textIn(data, 'effectiveOn') },
        };
        break;
      case 'AgreementVoided':
        record = { ...record, voided: { reason: textIn(data, 'reason'), on: occurredOn } };
        break;
    }
  }
  return record;
}

/** The reports that are not confirmed yet, the confirmed quantity counted from the first report on. */
export function unconfirmedReports(reports: readonly Report[], confirmedQty: number): readonly Report[] {
  let confirmed = confirmedQty;
  return reports.filter(({ quantity }) => {
    const isConfirmed = confirmed >= quantity;
    confirmed -= Math.min(confirmed, quantity);
    return !isConfirmed;
  });
}
