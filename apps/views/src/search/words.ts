import { pinyin } from 'pinyin-pro';

/** What each part of a row's words begins with; the codes, which come last, end with theirs, too. */
export const MARKS = { name: '\n', pinyin: '\v', initials: '\f', code: '\t' } as const;

/**
 * What a name and codes are found by, in one text: the name; its pinyin without tones in one word; the first letters of
 * its syllables; the codes. All in small letters of one width, with a mark before each that nobody can search for.
 */
export function wordsOf(name: string, codes: readonly string[]): string {
  // A letter or digit is a syllable of its own.
  const syllables = pinyin(lettersOf(name), { type: 'array', toneType: 'none', v: true });
  const initials = syllables.map(([first]) => first).join('');
  const coded = codes.map((code) => `${MARKS.code}${plain(code)}`).join('');
  const named = `${MARKS.name}${plain(name)}${MARKS.pinyin}${syllables.join('')}${MARKS.initials}${initials}`;
  return `${named}${coded}${MARKS.code}`;
}

/** What somebody typed, as it may stand in words. `sound` is empty where no pinyin can be meant. */
export function soughtOf(text: string): Readonly<{ name: string; sound: string }> {
  const name = plain(text);
  return { name, sound: /^[a-z0-9ü' ]+$/.test(name) ? lettersOf(name).replaceAll('ü', 'v') : '' };
}

/** In small letters of one width, without white space but blanks, so without marks. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** Letters and digits only: nobody spells out a dot. */
const lettersOf = (text: string) => plain(text).replace(/[^\p{L}\p{N}]/gu, '');
