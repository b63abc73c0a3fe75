import { one, type Shape, silent } from '../fields';
import { date, district, hash, unit } from '../values';

/** How an event is told. */
export type Telling = Readonly<{
  shape: Shape;
  /**
   * `some`: says only what is new, told beside what was. `whole`: repeats the whole of it, and `partly` some of it; only
   * what differs from before is told.
   */
  changes?: 'some' | 'whole' | 'partly';
}>;

export const effectiveOn = one('生效日期', 'Effective on', date);
/** The reason is told for every event in the same place. */
export const reason = silent;
export const onDate = silent;
export const textHash = one('文本指纹', 'Hash of the text', hash);
export const theDistrict = (zh: string, en: string) => one(zh, en, district);
export const theUnit = (zh: string, en: string) => one(zh, en, unit);
