import type { BusinessDate } from '@lianjian/kernel/time';
import type { AgreementStatus } from './codes.js';
import type { AgreementEventOf, PartyUnit } from './events.js';
import type { AgreementTerms, Obligation } from './terms.js';

export type FulfilmentReport = Pick<
  AgreementEventOf<'ObligationFulfilled'>['data'],
  'fulfilledOn' | 'quantity' | 'evidence' | 'reportedBy'
>;

/** What was done about one obligation so far. */
export type Progress = Readonly<{ reports: readonly FulfilmentReport[]; confirmedQty: number }>;

export type Agreement = Readonly<{
  councilId?: string;
  terms: AgreementTerms;
  partyUnits: readonly PartyUnit[];
  /** Of the frozen text; none while it is being drafted. */
  contentHash?: string;
  /** Of the frozen text. */
  signatures: readonly Readonly<{ unitId: string; on: BusinessDate }>[];
  /** The party that sent the text back, until it is revised or frozen again. */
  declinedBy?: string;
  approvedTerm?: Readonly<{ termFrom: BusinessDate; termTo: BusinessDate }>;
  /** By all parties. */
  signedOn?: BusinessDate;
  activated: boolean;
  expired: boolean;
  terminatedFrom?: BusinessDate;
  voided: boolean;
  filedIn: readonly string[];
  progress: Readonly<Record<string, Progress>>;
}>;

/** Undefined: nothing was drafted. */
export type AgreementState = Agreement | undefined;

const latest = (...dates: BusinessDate[]) => dates.reduce((a, b) => (a > b ? a : b));

/** The first day in force: never before the last signature. Undefined until all parties have signed. */
export function activeFrom({ signedOn, terms }: Agreement): BusinessDate | undefined {
  return signedOn && latest(signedOn, terms.termFrom);
}

/** Whether it is in force on that date. Only dates decide, never whether the service got round to saying so. */
export function activeOn(agreement: Agreement, date: BusinessDate): boolean {
  return statusOn(agreement, date) === 'ACTIVE';
}

/**
 * Its status on that date, once the parties have signed; before, how far the signing has come by now. A void agreement
 * is void on every date.
 */
export function statusOn(agreement: Agreement, date: BusinessDate): AgreementStatus {
  const { voided, contentHash, signatures, signedOn, terms, terminatedFrom } = agreement;
  const from = activeFrom(agreement);
  if (voided) return 'VOIDED';
  if (contentHash === undefined) return 'DRAFT';
  if (signatures.length === 0) return 'READY_TO_SIGN';
  if (signedOn === undefined || from === undefined || date < signedOn) return 'PARTIALLY_SIGNED';
  if (terminatedFrom !== undefined && date >= terminatedFrom) return 'TERMINATED';
  if (date > terms.termTo) return 'EXPIRED';
  return date >= from ? 'ACTIVE' : 'SIGNED';
}

/** AGR-d: longer than three years from its first day, so that a district has to approve it. */
export function isLongTerm({ termFrom, termTo }: Pick<AgreementTerms, 'termFrom' | 'termTo'>): boolean {
  // Compared as text: 29 February three years on needs no calendar.
  const thirdAnniversary = `${Number(termFrom.slice(0, 4)) + 3}${termFrom.slice(4)}`;
  return termTo > thirdAnniversary;
}

/** The districts whose units take part, each once, by code. */
export function districtsConcerned({ partyUnits }: Pick<Agreement, 'partyUnits'>): readonly string[] {
  return [...new Set(partyUnits.map(({ districtCode }) => districtCode))].sort();
}

/** AGR-f: the districts concerned that have not filed it yet. */
export function districtsToFile(agreement: Agreement): readonly string[] {
  return districtsConcerned(agreement).filter((code) => !agreement.filedIn.includes(code));
}

/** What was reported of an obligation, and what of it the counter-party confirmed. */
export function progressOf({ progress }: Agreement, obligationId: string) {
  const { reports, confirmedQty }: Progress = progress[obligationId] ?? { reports: [], confirmedQty: 0 };
  const reportedQty = reports.reduce((sum, { quantity }) => sum + quantity, 0);
  return { reports, reportedQty, confirmedQty, unconfirmedQty: reportedQty - confirmedQty };
}

/** The obligations of which less than the target is confirmed. */
export function openObligations(agreement: Agreement): readonly Obligation[] {
  return agreement.terms.obligations.filter(
    ({ obligationId, targetQty }) => progressOf(agreement, obligationId).confirmedQty < targetQty,
  );
}
