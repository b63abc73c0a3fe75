import { type Data, isData, type Kind, text } from './values';
import type { Pieces, Words } from './words';

/** One thing that an event says. `key` is the same for the same thing in all events of an object. */
export type Line = Readonly<{
  key: string;
  label: Pieces;
  /** Empty: there is none any more. */
  value: Pieces;
  before?: Pieces;
  /** Not shown; later events rest on it. */
  isQuiet?: boolean;
}>;

/** What the earlier events of the object said last, by line. */
export type Known = ReadonlyMap<string, Pieces>;

export type At = Readonly<{ name: string; data: Data; words: Words; known: Known; prefix: string }>;

/** Says in lines what one field of an event's data holds. */
export type Field = (value: unknown, at: At) => readonly Line[];

/** The fields of an event, or of an object in one, in the order in which they are told. */
export type Shape = Readonly<Record<string, Field>>;

/** A labelled value. */
export const one =
  (zh: string, en: string, kind: Kind = text): Field =>
  (value, { name, words, prefix }) => {
    const pieces = kind(value, words);
    return pieces.length === 0 ? [] : [{ key: `${prefix}${name}`, label: [words.t(zh, en)], value: pieces }];
  };

/** A labelled value that is worth saying only when it is so. */
export const whenTrue =
  (zh: string, en: string): Field =>
  (value, { name, words, prefix }) =>
    value === true ? [{ key: `${prefix}${name}`, label: [words.t(zh, en)], value: [words.t('是', 'Yes')] }] : [];

/** Needs no line: said elsewhere in the entry, or of no use to a reader. It stands in the raw data. */
export const silent: Field = () => [];

/** The fields of an object, under a prefix of its own or that of what holds it. */
export const inside =
  (shape: Shape, prefix?: string): Field =>
  (value, at) =>
    isData(value) ? linesOf(shape, value, { ...at, prefix: prefix ?? at.prefix }) : [];

/** A line or more for every item of a list. */
export const each =
  (write: (item: Data, at: At) => readonly Line[]): Field =>
  (value, at) =>
    Array.isArray(value) ? value.filter(isData).flatMap((item) => write(item, at)) : [];

/** All lines of an object; fields that no shape knows are told by their own names. */
export function linesOf(shape: Shape, data: Data, at: Omit<At, 'name' | 'data'>): readonly Line[] {
  const known = Object.entries(shape).flatMap(([name, field]) =>
    data[name] === undefined ? [] : field(data[name], { ...at, name, data }),
  );
  const others = unknownFields(shape, data).flatMap((name) => one(name, name)(data[name], { ...at, name, data }));
  return [...known, ...others];
}

export const unknownFields = (shape: Shape, data: Data): string[] =>
  Object.keys(data).filter((name) => !(name in shape));
