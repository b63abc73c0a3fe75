import type { Schemas } from '../api/client';
import type { Text } from '../language/language';

export type CodeList = keyof Schemas['CodeLists']['codeLists'];

/** Something that has a page of its own and is named by its id in events. */
export type Named = Readonly<{ kind: 'unit' | 'council' | 'agreement' | 'project' | 'activity'; id: string }>;

/** Part of a sentence: words, or something to be shown by its name. */
type Piece = string | Named;
export type Pieces = readonly Piece[];

/** How values become words in the reader's language. */
export type Words = Readonly<{
  t: Text;
  label: (list: CodeList, code: string) => string;
  district: (code: string) => string;
  date: (date: string) => string;
  instant: (instant: string) => string;
  period: (period: string) => string;
  money: (fen: number) => string;
  number: (value: number) => string;
}>;

/** The pieces with something between them. */
export const joined = (lists: readonly Pieces[], between: string): Pieces =>
  lists.filter((list) => list.length > 0).flatMap((list, index) => (index === 0 ? list : [between, ...list]));
