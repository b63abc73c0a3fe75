import { businessDateOf } from '@lianjian/kernel/time';
import type { Words } from './words';

const withoutYear = (text: string) => text.replace(/^\d{4}年/, '');

/**
 * When it happened and when it was recorded: one phrase for the same day, told apart where it was entered later or
 * beforehand.
 */
export function whenText(
  { occurredOn, recordedAt }: Readonly<{ occurredOn: string; recordedAt: string }>,
  { t, date, instant }: Pick<Words, 't' | 'date' | 'instant'>,
): string {
  const recordedOn = businessDateOf(recordedAt);
  if (occurredOn === recordedOn) return instant(recordedAt);
  const happened = date(occurredOn);
  const isSameYear = occurredOn.slice(0, 4) === recordedOn.slice(0, 4);
  const recorded = instant(recordedAt);
  const shortened = isSameYear ? withoutYear(recorded) : recorded;
  return occurredOn < recordedOn
    ? t(`${happened}发生，${shortened}补录`, `Happened on ${happened}, entered later on ${recorded}`)
    : t(`${happened}起生效，${shortened}登记`, `From ${happened}, entered on ${recorded}`);
}
