import { roleMay } from '@lianjian/permissions/matrix';
import type { Schemas } from '../api/client';
import type { AgreementRecord } from './record';

type Agreement = Schemas['Agreement'];
type Mandate = Readonly<{ role: Schemas['Mandate']['role']; scope: string }>;

/** What this person can sensibly do with an agreement as it is. The service decides again, and says why not. */
export type Standing = Readonly<{
  /** Acts for a party. */
  isParty: boolean;
  hasSigned: boolean;
  unsigned: readonly string[];
  needsLongTermApproval: boolean;
  isTermOver: boolean;
  /** All signatures are there, or it came to an end: the text stands. */
  isTextFinal: boolean;
  canSign: boolean;
  canDecline: boolean;
  canFreeze: boolean;
  canRevise: boolean;
  canApproveLongTerm: boolean;
  /** The districts that this person may file it for. */
  canFileIn: readonly string[];
  canTerminate: boolean;
  canVoid: boolean;
  /** Was or is in force, so that it can be void only by law. */
  wasInForce: boolean;
}>;

/** The service has no word for it in its answer: more than three years from the first day on (AGR-d). */
function isLongTerm({ termFrom, termTo }: Pick<Agreement, 'termFrom' | 'termTo'>): boolean {
  return termTo > `${Number(termFrom.slice(0, 4)) + 3}${termFrom.slice(4)}`;
}

export function standingOf(
  agreement: Agreement,
  { role, scope }: Mandate,
  today: string,
  record?: AgreementRecord,
): Standing {
  const { status, parties, signatures, contentHash, signedOn, declinedBy, termFrom, termTo } = agreement;
  const may = (operation: Parameters<typeof roleMay>[1]) => roleMay(role, operation);
  const isParty = role === 'UNIT' && parties.some(({ unitId }) => unitId === scope);
  const isItsCouncil = role === 'COORD' && agreement.councilId === scope;
  const isItsDistrict = role === 'DIST' && parties.some(({ districtCode }) => districtCode === scope);
  const signed = signatures.map(({ unitId }) => unitId);
  const hasSigned = isParty && signed.includes(scope);
  const isTextFinal = signedOn !== null || status === 'VOIDED';

  const approved = record?.approvedTerm;
  const isApproved = approved !== undefined && approved.termFrom <= termFrom && termTo <= approved.termTo;
  const needsLongTermApproval = !isTextFinal && isLongTerm(agreement) && !isApproved;
  const isTermOver = today > termTo;
  const isOpenToSign = contentHash !== null && !isTextFinal;
  const isInForce = status === 'SIGNED' || status === 'ACTIVE';

  return {
    isParty,
    hasSigned,
    unsigned: parties.map(({ unitId }) => unitId).filter((unitId) => !signed.includes(unitId)),
    needsLongTermApproval,
    isTermOver,
    isTextFinal,
    canSign: may('signAgreement') && isParty && isOpenToSign && !hasSigned && !needsLongTermApproval && !isTermOver,
    canDecline: may('declineAgreement') && isParty && isOpenToSign && declinedBy !== scope,
    canFreeze: may('freezeAgreementText') && (isParty || isItsCouncil) && contentHash === null && !isTextFinal,
    canRevise: may('reviseAgreementTerms') && (isParty || isItsCouncil) && !isTextFinal,
    canApproveLongTerm: may('approveLongTerm') && isItsDistrict && needsLongTermApproval,
    canFileIn:
      may('fileAgreement') && status !== 'VOIDED'
        ? agreement.toFileIn.filter((code) =>
            role === 'CITY' ? code.slice(0, 4) === scope.slice(0, 4) : code === scope,
          )
        : [],
    canTerminate: may('terminateAgreement') && isParty && isInForce && agreement.terminatedFrom === null,
    canVoid: may('voidAgreement') && isItsDistrict && status !== 'VOIDED',
    wasInForce: ['ACTIVE', 'EXPIRED', 'TERMINATED'].includes(status),
  };
}
