import type { BusinessDate } from '@lianjian/kernel/time';
import type { GrantableRole } from './commands.js';

/** In force on the days `from ≤ day < until`, without end where there is no `until`. */
export type Mandate = Readonly<{
  mandateId: string;
  role: GrantableRole;
  scope: string;
  from: BusinessDate;
  /** The last day it was granted for. */
  to?: BusinessDate;
  until?: BusinessDate;
}>;

/** All mandates that an account ever had, in the order they were granted. */
export type Mandates = readonly Mandate[];

const isInForce = ({ from, until }: Mandate, date: BusinessDate): boolean =>
  from <= date && (until === undefined || date < until);

/** What the account may do on that date, now or years later. */
export const inForceOn = (mandates: Mandates, date: BusinessDate): Mandates =>
  mandates.filter((mandate) => isInForce(mandate, date));

export const mandateById = (mandates: Mandates, mandateId: string): Mandate | undefined =>
  mandates.find((mandate) => mandate.mandateId === mandateId);

/** Whether there is a day on which both are in force. */
export function overlap(a: Pick<Mandate, 'from' | 'until'>, b: Pick<Mandate, 'from' | 'until'>): boolean {
  const from = a.from < b.from ? b.from : a.from;
  return [a, b].every(({ until }) => until === undefined || from < until);
}
