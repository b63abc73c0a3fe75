import { pinyin } from 'pinyin-pro';

/** The lines of a row's words, in their order: each is searched in its own way. */
export const LINES = ['codes', 'name', 'pinyin', 'initials'] as const;

/**
 * What a name and codes are found by, a line each: the codes, each between spaces; the name; its pinyin without tones in
 * one word; the first letters of its syllables. All in small letters of one width, so that nothing can hide behind them.
 */
export function wordsOf(name: string, codes: readonly string[]): string {
  // A letter or digit is a syllable of its own.
  const syllables = pinyin(lettersOf(name), { type: 'array', toneType: 'none', v: true });
  const initials = syllables.map(([first]) => first).join('');
  const coded = codes.map((code) => ` ${plain(code)} `).join('');
  return [coded, plain(name), syllables.join(''), initials].join('\n');
}

/** What somebody typed, as it may stand in a line of words. `sound` is empty where no pinyin can be meant. */
export function soughtOf(text: string): Readonly<{ name: string; sound: string }> {
  const letters = lettersOf(text).replaceAll('ü', 'v');
  return { name: plain(text), sound: /^[a-z0-9]+$/.test(letters) ? letters : '' };
}

/** In small letters of one width, on one line. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();

/** Letters and digits only: nobody spells out a dot. */
const lettersOf = (text: string) => plain(text).replace(/[^\p{L}\p{N}]/gu, '');
