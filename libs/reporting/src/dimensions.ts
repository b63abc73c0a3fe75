import type { CodeList } from '@lianjian/kernel/code-list';
import { divisionName } from '@lianjian/kernel/divisions';
import type { BusinessDate } from '@lianjian/kernel/time';
import { UNKNOWN_DISTRICT } from './activity-measures.js';

/** The value of a dimension that a row does not have. */
export const UNKNOWN = 'UNKNOWN';

/** The label of a code; the code itself when the list no longer has it. */
export const labelOf = (list: CodeList, code: string): string =>
  code === UNKNOWN ? '未记录' : ((list as Record<string, string | undefined>)[code] ?? code);

/** The name of a district on that day. */
export const districtLabel = (code: string, on: BusinessDate): string =>
  code === UNKNOWN_DISTRICT ? '区不明' : divisionName(code, on);
