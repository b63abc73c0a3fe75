import type { Schemas } from '../api/client';
import { tellings } from './event-shapes';
import { type Known, type Line, linesOf, unknownFields } from './fields';
import type { Data } from './values';
import type { Pieces, Words } from './words';

export type HistoryEntry = Schemas['HistoryEntry'];
type Stored = Readonly<{ type: string; data: Data }>;

/** What an event says, ready to be shown. */
export type Description = Readonly<{
  lines: readonly Line[];
  /** It repeats what was known, but for these lines. */
  isRepetition: boolean;
  reason?: string;
}>;

const isSame = (a: Pieces, b: Pieces) => JSON.stringify(a) === JSON.stringify(b);
const NOTHING: Known = new Map();

/** What one event says on top of what is known. `next`: what is known after it. */
function tell({ type, data }: Stored, known: Known, words: Words): { description: Description; next: Known } {
  const { shape, changes } = tellings[type] ?? { shape: { reason: () => [] } };
  const lines = linesOf(shape, data, { words, known, prefix: '' });
  const next = new Map(known);
  for (const { key, value } of lines) next.set(key, value);
  const shown = lines.filter(({ isQuiet }) => !isQuiet);
  const reason = typeof data.reason === 'string' ? { reason: data.reason } : {};
  const beside = (line: Line): Line => {
    const before = line.before ?? known.get(line.key);
    return before === undefined || isSame(before, line.value) ? line : { ...line, before };
  };
  if (changes === undefined) return { description: { lines: shown, isRepetition: false, ...reason }, next };
  if (changes === 'some') return { description: { lines: shown.map(beside), isRepetition: false, ...reason }, next };

  const told = new Set(lines.map(({ key }) => key));
  const isKnown = shown.some(({ key }) => known.has(key));
  const different = shown.filter(({ key, value }) => !isSame(known.get(key) ?? [], value)).map(beside);
  // A text that is stated as a whole says by its silence what is no more in it.
  const gone = isKnown
    ? [...known].filter(([key]) => /^terms\.|^hosts\./.test(key) && !told.has(key) && startsLikeOne(key, told))
    : [];
  for (const [key] of gone) next.delete(key);
  const removed = gone.map(
    ([key, before]): Line => ({ key, label: [words.t('不再列入', 'Left out')], before, value: [] }),
  );
  return {
    description: { lines: [...different, ...removed], isRepetition: isKnown && changes === 'whole', ...reason },
    next,
  };
}

const startsLikeOne = (key: string, keys: ReadonlySet<string>) => {
  const [first] = key.split('.');
  return [...keys].some((other) => other.startsWith(`${first}.`));
};

/** Every event of an object in the order of its history, each told with what the earlier ones said. */
export function describeHistory(events: readonly Stored[], words: Words): readonly Description[] {
  let known = NOTHING;
  return events.map((event) => {
    const { description, next } = tell(event, known, words);
    known = next;
    return description;
  });
}

/** One event by itself, of which nothing earlier is known. */
export const describeEvent = (event: Stored, words: Words): Description => tell(event, NOTHING, words).description;

/** The fields of an event that no wording knows; a test sees that there are none. */
export const unknownFieldsOf = ({ type, data }: Stored): string[] => unknownFields(tellings[type]?.shape ?? {}, data);
