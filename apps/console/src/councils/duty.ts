import { daysBetween } from '@lianjian/kernel/time';

type Term = Readonly<{ districtCode: string; from: string; to: string }>;
type Handover = Readonly<{ handoverOn: string; signedFor: readonly string[]; complete: boolean }>;
type Council = Readonly<{ dutyTerms: readonly Term[]; handovers: readonly Handover[] }>;

/** A change of the duty district: between which districts, when, and who has signed it. */
export type Change = Readonly<{
  from: Term;
  to: Term;
  daysLeft: number;
  signedFor: readonly string[];
  isComplete: boolean;
}>;

/** The term that a day lies in. */
export const termOn = ({ dutyTerms }: Council, day: string): Term | undefined =>
  dutyTerms.find(({ from, to }) => from <= day && day <= to);

/** Every change between consecutive terms of different districts, in order. */
export function changesOf({ dutyTerms, handovers }: Council, today: string): Change[] {
  const terms = dutyTerms.toSorted((a, b) => a.from.localeCompare(b.from));
  return terms.slice(1).flatMap((to, index): Change[] => {
    const from = terms[index];
    if (!from || from.districtCode === to.districtCode) return [];
    const signed = handovers.find(({ handoverOn }) => handoverOn === to.from);
    return [
      {
        ...{ from, to, daysLeft: daysBetween(today, to.from) },
        signedFor: signed?.signedFor ?? [],
        isComplete: signed?.complete ?? false,
      },
    ];
  });
}

/** The change that waits: the first that is not signed by both; else the next one to come. */
export function nextChange(council: Council, today: string): Change | undefined {
  const changes = changesOf(council, today);
  return changes.find(({ isComplete }) => !isComplete) ?? changes.find(({ daysLeft }) => daysLeft > 0);
}
