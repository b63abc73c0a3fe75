import { type CodeList, joined, type Named, type Pieces, type Words } from './words';

export type Data = Readonly<Record<string, unknown>>;

/** Writes one value of an event in words. What is not of the expected type is written as it stands. */
export type Kind = (value: unknown, words: Words) => Pieces;

const asItStands = (value: unknown): Pieces => {
  if (value === null || value === undefined || value === '') return [];
  return [typeof value === 'object' ? JSON.stringify(value) : String(value)];
};

const ofText =
  (write: (value: string, words: Words) => Pieces): Kind =>
  (value, words) =>
    typeof value === 'string' && value !== '' ? write(value, words) : asItStands(value);

const ofNumber =
  (write: (value: number, words: Words) => string): Kind =>
  (value, words) =>
    typeof value === 'number' ? [write(value, words)] : asItStands(value);

export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text: Kind = asItStands;
export const district = ofText((code, words) => [words.district(code)]);
export const date = ofText((day, words) => [words.date(day)]);
export const instant = ofText((moment, words) => [words.instant(moment)]);
export const period = ofText((id, words) => [words.period(id)]);
export const money = ofNumber((fen, words) => words.money(fen));
export const number = ofNumber((value, words) => words.number(value));
export const yesNo: Kind = (value, { t }) => [value === true ? t('是', 'Yes') : t('否', 'No')];
export const code = (list: CodeList) => ofText((each, words) => [words.label(list, each)]);
export const named = (kind: Named['kind']) => ofText((id) => [{ kind, id }]);
export const counted = (zh: string, en: string) =>
  ofNumber((value, { t, number: written }) => t(`${written(value)}${zh}`, `${written(value)} ${en}`));

/** The first characters of a hash: enough to compare by eye. */
export const hash = ofText((value) => [`${value.replace(/^sha256:/, '').slice(0, 12)}…`]);

/** One of a few codes that belong to no list of the service. */
export const oneOf = (choices: Readonly<Record<string, readonly [zh: string, en: string]>>): Kind =>
  ofText((value, { t }) => {
    const choice = choices[value];
    return [choice ? t(...choice) : value];
  });

/** Several of them, between commas. */
export const listOf =
  (kind: Kind): Kind =>
  (value, words) =>
    Array.isArray(value)
      ? joined(
          value.map((each) => kind(each, words)),
          words.t('、', ', '),
        )
      : kind(value, words);

/** An object as a phrase of its fields. */
export const phrase =
  (write: (data: Data, words: Words) => readonly Pieces[], between = '，'): Kind =>
  (value, words) =>
    isData(value) ? joined(write(value, words), words.t(between, ', ')) : asItStands(value);

export const unit = named('unit');
export const council = named('council');
export const agreement = named('agreement');
export const project = named('project');
export const activity = named('activity');
