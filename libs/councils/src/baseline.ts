import type { CouncilCommandOf, Rational } from './commands.js';
import type { CouncilEvent } from './events.js';
import { refuse } from './refusals.js';
import { baselineOf, type Council } from './state.js';

export function setBaseline({ data }: CouncilCommandOf<'SetParticipationBaseline'>, state: Council): CouncilEvent[] {
  const { period, origin, pairs, unitMonths, qualifier, source } = data;
  const isCounted = pairs !== undefined && unitMonths !== undefined;
  if (unitMonths?.numerator === 0) return refuse('council/baseline-without-unit-months');
  const counted = isCounted ? perUnitMonth(pairs, unitMonths) : undefined;
  const declared = data.value && reduced(data.value);
  const value = counted ?? declared;

  if (!value || (origin === 'MEASURED' && !counted)) return refuse('council/baseline-incomplete');
  if (origin === 'DECLARED' && !source) return refuse('council/baseline-source-missing');
  if (counted && declared && !isSame(counted, declared)) return refuse('council/baseline-contradictory');

  const current = baselineOf(state, period);
  const isSet =
    current &&
    isSame(current.value, value) &&
    current.origin === origin &&
    current.qualifier === qualifier &&
    current.source === source &&
    current.pairs === pairs;
  if (isSet) return [];
  const counts = isCounted ? { pairs, unitMonths } : {};
  return [{ type: 'ParticipationBaselineSet', data: { period, origin, value, ...counts, qualifier, source } }];
}

const perUnitMonth = (pairs: number, { numerator, denominator }: Rational): Rational =>
  reduced({ numerator: pairs * denominator, denominator: numerator });

function reduced({ numerator, denominator }: Rational): Rational {
  const divisor = greatestCommonDivisor(numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

const greatestCommonDivisor = (a: number, b: number): number => (b === 0 ? a : greatestCommonDivisor(b, a % b));

const isSame = (a: Rational, b: Rational): boolean => a.numerator === b.numerator && a.denominator === b.denominator;
