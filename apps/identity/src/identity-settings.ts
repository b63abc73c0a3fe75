/** The deployment's rules for passwords and sessions. An abstract class, so the type is the injection token. */
export abstract class IdentitySettings {
  abstract readonly minLength: number;
  /** Of lower case, upper case, digits and signs. */
  abstract readonly minClasses: number;
  /** 0: passwords do not expire. */
  abstract readonly maxAgeDays: number;
  /** How long a refresh token outlives its access token. */
  abstract readonly idleMinutes: number;
  /** A session ends after this however busy it is. */
  abstract readonly sessionHours: number;
  /** An account that nobody used for so long cannot sign in; 0: it always can. */
  abstract readonly dormantDays: number;
}
