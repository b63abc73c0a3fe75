import type { BusinessDate } from '@lianjian/kernel/time';

/**
 * Finds the aggregates that a rule must ask about. It only names them: what they say is then read from their own
 * streams, so a rule never decides on a view.
 *
 * An answer holds everything that was recorded before the call.
 */
export abstract class Directory {
  abstract agreementsOfUnit(unitId: string): Promise<readonly string[]>;
  abstract agreementsOfCouncil(councilId: string): Promise<readonly string[]>;
  /** Agreements of which the service has yet to say that their term has begun, or is over, by that date. */
  abstract agreementsDue(on: BusinessDate): Promise<readonly string[]>;
  abstract projectsOfCouncil(councilId: string): Promise<readonly string[]>;
}
