import { isUscc } from './uscc.js';

/** What a free text may not contain. */
export type PersonalData = 'RESIDENT_ID' | 'MOBILE';

// What people put between digits: a space or two of any width, a dash, a dot.
const SEP = '[\\s\\p{Pd}.·]{1,3}';
const ALONE = '(?<!\\d|\\d[.,])';
const END = '(?!\\d|[.,]\\d)';

const RESIDENT_ID = new RegExp(`${ALONE}[1-9]\\d{16}[\\dXx]${END}`, 'gu');
const SPACED_RESIDENT_ID = new RegExp(`${ALONE}[1-9](?:(?:${SEP})?\\d){16}(?:${SEP})?[\\dXx]${END}`, 'gu');

// 11 digits in one run, or in the groups that people write: 3-4-4, 3-3-5, 4-3-4, and one by one.
const MOBILE = new RegExp(
  `${ALONE}(?:(?:\\+|00)?86(?:${SEP})?|0)?(?:${[
    '1[3-9]\\d{9}(?!\\s*[元万亿分])',
    `1[3-9]\\d${SEP}\\d{4}${SEP}\\d{4}`,
    `1[3-9]\\d${SEP}\\d{3}${SEP}\\d{5}`,
    `1[3-9]\\d{2}${SEP}\\d{3}${SEP}\\d{4}`,
    `1${SEP}[3-9](?:${SEP}\\d){9}`,
  ].join('|')})${END}`,
  'u',
);

const CLASSIFIED = /(?:秘密|机密|绝密)\s*[★☆]/u;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARS = '10X98765432';

/** The first kind of personal data found in a text, undefined for a clean one. Full-width digits count as digits. */
export function findPersonalData(text: string): PersonalData | undefined {
  const plain = visible(text);
  const found = (pattern: RegExp) => [...plain.matchAll(pattern)].map(([match]) => match.replace(/[^\dXx]/g, ''));

  const isSolidId = (id: string) => (hasBirthDate(id) || hasIdCheckChar(id)) && !(isUscc(id) && !hasIdCheckChar(id));
  // Dates and numbers in a row can look like a spaced identity number, so that one must be right in every respect.
  const isSpacedId = (id: string) => hasBirthDate(id) && hasIdCheckChar(id);
  if (found(RESIDENT_ID).some(isSolidId) || found(SPACED_RESIDENT_ID).some(isSpacedId)) return 'RESIDENT_ID';

  return MOBILE.test(plain) ? 'MOBILE' : undefined;
}

/** True for a text that carries a mark of classification, such as `机密★`. */
export function isMarkedClassified(text: string): boolean {
  return CLASSIFIED.test(visible(text));
}

/** The text as a reader sees it: compatibility forms folded, invisible characters gone. */
function visible(text: string): string {
  return text.normalize('NFKC').replace(/\p{Cf}/gu, '');
}

function hasBirthDate(id: string): boolean {
  return /^\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(id);
}

/** GB 11643: the check character of an 18-character identity number. */
function hasIdCheckChar(id: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  return CHECK_CHARS[sum % 11] === id[17]?.toUpperCase();
}
