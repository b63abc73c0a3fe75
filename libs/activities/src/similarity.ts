import type { Instant } from '@lianjian/kernel/time';

const TWO_HOURS_MS = 2 * 60 * 60 * 1000;
const SIMILAR = 0.6;

/** Whether two activities start at most two hours apart. */
export const startTogether = (a: Instant, b: Instant): boolean =>
  Math.abs(Date.parse(a) - Date.parse(b)) <= TWO_HOURS_MS;

/** What of an activity tells whether another record is of the same one. */
export type Likeness = Readonly<{ activityId: string; leadHostUnitId: string; startAt: Instant; title: string }>;

/** ACT-d: two records that may well be of one activity: worth a warning, never a block. */
export function isPossibleDuplicate(a: Likeness, b: Likeness): boolean {
  return (
    a.activityId !== b.activityId &&
    a.leadHostUnitId === b.leadHostUnitId &&
    startTogether(a.startAt, b.startAt) &&
    titleSimilarity(a.title, b.title) >= SIMILAR
  );
}

/** From 0 to 1, after Dice: the share of neighbouring pairs of letters and digits that the titles have in common. */
export function titleSimilarity(a: string, b: string): number {
  const [left, right] = [normalized(a), normalized(b)];
  if (left.join() === right.join()) return 1;
  const [pairs, rest] = [bigrams(left), bigrams(right)];
  const size = pairs.length + rest.length;
  let common = 0;
  for (const pair of pairs) {
    const index = rest.indexOf(pair);
    if (index < 0) continue;
    rest.splice(index, 1);
    common += 1;
  }
  return size === 0 ? 0 : (2 * common) / size;
}

/** Letters and digits only, whatever their width and case. */
const normalized = (title: string): readonly string[] => [
  ...title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, ''),
];

const bigrams = (letters: readonly string[]): string[] =>
  letters.slice(1).map((letter, index) => `${letters[index]}${letter}`);
