import { dateText, instantText, moneyText, numberText, periodText } from '../language/format';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';
import type { Words } from './words';

/** How the reader reads values. */
export function useWords(): Words {
  const t = useText();
  const { label, districtName } = useLabels();
  return {
    t,
    label,
    district: districtName,
    date: dateText,
    instant: instantText,
    period: periodText,
    money: moneyText,
    number: numberText,
  };
}
