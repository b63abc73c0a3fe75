import type { AgreementStatus } from '@lianjian/agreements/codes';
import type { BusinessDate } from '@lianjian/kernel/time';
import { addDays, daysBetween } from '@lianjian/kernel/time';
import type { AgreementFact, ObligationFact } from './facts.js';
import { count, evidenceOf, type Measure, share } from './measure.js';
import type { Days, Member } from './members.js';
import { activeOn } from './members.js';
import { sinceOf, stateOn } from './states.js';
import type { Terms } from './terms.js';

/**
 * The status at the end of that day. A void agreement never was in force; one past its term is expired, whether or not
 * its expiry was recorded yet.
 */
export function statusOn(agreement: AgreementFact, date: BusinessDate): AgreementStatus | undefined {
  if (agreement.states.at(-1)?.state === 'VOIDED') return 'VOIDED';
  const status = stateOn(agreement, date);
  return status === 'ACTIVE' && agreement.termTo < date ? 'EXPIRED' : status;
}

/** ACTIVE on that day. */
export const inForceOn = (agreement: AgreementFact, date: BusinessDate): boolean =>
  statusOn(agreement, date) === 'ACTIVE';

/** The districts of the parties on that day, each once. */
export const partyDistrictsOn = ({ parties }: AgreementFact, date: BusinessDate, terms: Terms): string[] => [
  ...new Set(parties.map(({ unitId, district }) => terms.districtOf(unitId, district, date))),
];

/** M12: of the units active on the day `on`, how many are party to an agreement in force. */
export function agreementCoverage(
  agreements: readonly AgreementFact[],
  members: readonly Member[],
  on: BusinessDate,
  terms: Terms,
): Measure {
  const inForce = agreements.filter((agreement) => inForceOn(agreement, on));
  const parties = new Set(inForce.flatMap((agreement) => agreement.parties.map(({ unitId }) => terms.unitOf(unitId))));
  const active = activeOn(members, on);
  const covered = active.filter(({ unit }) => parties.has(unit.unitId)).length;
  return share('M12', covered, active.length, evidenceOf(inForce, active));
}

/** M13: agreements in force whose parties are in two districts or more; one agreement, however many (E13). */
export function crossDistrictAgreements(agreements: readonly AgreementFact[], on: BusinessDate, terms: Terms): Measure {
  const crossing = agreements.filter(
    (agreement) => inForceOn(agreement, on) && partyDistrictsOn(agreement, on, terms).length >= 2,
  );
  return count('M13', crossing.length, evidenceOf(crossing));
}

/** The obligations that fall due within the range. */
export const obligationsDue = (agreements: readonly AgreementFact[], { from, until }: Days): ObligationFact[] =>
  agreements.flatMap(({ obligations }) => obligations).filter(({ dueOn }) => from <= dueOn && dueOn < until);

/** M14: of the obligations due in the range, how many were confirmed by their day. */
export function obligationsMetOnTime(due: readonly ObligationFact[]): Measure {
  const met = due.filter(({ dueOn, confirmedOn }) => confirmedOn !== undefined && confirmedOn <= dueOn).length;
  return share('M14', met, due.length, evidenceOf(due));
}

/** M14, second line: of the same obligations, how many are confirmed by now, late ones included. */
export function obligationsMet(due: readonly ObligationFact[]): Measure {
  const met = due.filter(({ confirmedOn }) => confirmedOn !== undefined).length;
  return share('M14', met, due.length, evidenceOf(due));
}

/**
 * M15 僵尸协议: agreements in force without any linked event in the last `afterDays` days. One that has been in force for
 * a shorter time has not had them to be dormant in.
 */
export function dormantAgreements(
  agreements: readonly AgreementFact[],
  on: BusinessDate,
  afterDays: number,
): Readonly<{ measure: Measure; agreements: readonly AgreementFact[] }> {
  const line = addDays(on, -afterDays);
  const dormant = agreements.filter((agreement) => {
    const since = sinceOf(agreement, 'ACTIVE');
    const linked = agreement.linkedOn.some((day) => line < day && day <= on);
    return inForceOn(agreement, on) && since !== undefined && since <= line && !linked;
  });
  return { measure: count('M15', dormant.length, evidenceOf(dormant)), agreements: dormant };
}

/** In force, with at most so many days of term left after that day; the nearest end first. */
export const expiringWithin = (
  agreements: readonly AgreementFact[],
  on: BusinessDate,
  days: number,
): readonly AgreementFact[] =>
  agreements.filter((agreement) => inForceOn(agreement, on) && daysBetween(on, agreement.termTo) <= days);

/** Districts in which an agreement across districts should be filed and is not (AGR-f). */
export function unfiledDistricts(agreement: AgreementFact, on: BusinessDate, terms: Terms): string[] {
  const districts = partyDistrictsOn(agreement, on, terms);
  const filed = new Set(agreement.filedDistricts.map(terms.division));
  return districts.length < 2 ? [] : districts.filter((code) => !filed.has(code)).sort();
}
