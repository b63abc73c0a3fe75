import { CHANGES, CITIES, PROVINCES, SUBDISTRICTS } from './division-table.js';
import type { BusinessDate } from './time.js';

export type DivisionLevel = 'PROVINCE' | 'CITY' | 'DISTRICT';

/** One validity of one code, `validTo` exclusive. A code whose territory or name changed has several. */
export type Division = Readonly<{
  code: string;
  name: string;
  level: DivisionLevel;
  validFrom: BusinessDate;
  validTo: BusinessDate | null;
  /** Where the territory went, the main heir first; none while in force. */
  successors: readonly string[];
}>;

// Older than every business date the service accepts.
const BEFORE_ALL_RECORDS = '1990-01-01';

/** All rows, oldest first within a code. */
export const divisions: readonly Division[] = buildTable();

const rowsByCode = new Map<string, Division[]>();
for (const row of divisions) rowsByCode.set(row.code, [...(rowsByCode.get(row.code) ?? []), row]);

/** True for a code that is or ever was in the table. */
export function isKnownDivision(code: string): boolean {
  return rowsByCode.has(code);
}

/** True when the code stood for a division on that day. */
export function inForce(code: string, on: BusinessDate): boolean {
  return rowOn(code, on) !== undefined;
}

/** The name on that day, else the last one it had; the code itself when the table does not know it. */
export function divisionName(code: string, on?: BusinessDate): string {
  const row = (on && rowOn(code, on)) || rowsByCode.get(code)?.at(-1);
  return row?.name ?? code;
}

/** The name with its city's in front, which tells the three districts called 鼓楼区 apart. */
export function divisionFullName(code: string, on?: BusinessDate): string {
  return isDistrict(code) ? `${divisionName(cityOf(code), on)}${divisionName(code, on)}` : divisionName(code, on);
}

/**
 * The code under which a fact that was recorded with `code` counts on that day: itself while in force, else its heir's,
 * the main one where the territory was divided. A code of the future or an unknown one stays as it is.
 */
export function successorOf(code: string, on: BusinessDate): string {
  if (inForce(code, on)) return code;
  const heir = rowsByCode.get(code)?.findLast(({ validTo }) => validTo !== null && validTo <= on)?.successors[0];
  return heir === undefined ? code : successorOf(heir, on);
}

/** The city a district belongs to; a city belongs to itself. */
export function cityOf(code: string): string {
  return `${code.slice(0, 4)}00`;
}

/** The codes of a city's districts, counties and county-level cities on that day, in order. */
export function districtsOf(city: string, on: BusinessDate): readonly string[] {
  return [...rowsByCode.keys()].filter((code) => isDistrict(code) && cityOf(code) === city && inForce(code, on)).sort();
}

/** The name of a nine-digit subdistrict code, where the table has it. */
export function subdistrictName(code: string): string | undefined {
  return SUBDISTRICTS[code];
}

/** True for a six-digit code below city level. */
export function isDistrict(code: string): boolean {
  return /^\d{4}(?!00)\d{2}$/.test(code);
}

function rowOn(code: string, on: BusinessDate): Division | undefined {
  return rowsByCode.get(code)?.find(({ validFrom, validTo }) => validFrom <= on && (validTo === null || on < validTo));
}

function buildTable(): Division[] {
  const began = new Map<string, BusinessDate>();
  const ended: Division[] = [];
  for (const [on, endings] of CHANGES) {
    for (const [division, successors] of Object.entries(endings)) {
      const code = division.slice(0, 6);
      const validFrom = began.get(code) ?? BEFORE_ALL_RECORDS;
      ended.push({ code, name: division.slice(6), level: 'DISTRICT', validFrom, validTo: on, successors });
    }
    for (const heir of Object.values(endings).flat()) began.set(heir, on);
  }

  const current = (code: string, name: string, level: DivisionLevel): Division => ({
    code,
    name,
    level,
    validFrom: began.get(code) ?? BEFORE_ALL_RECORDS,
    validTo: null,
    successors: [],
  });
  return [
    ...ended,
    ...Object.entries(PROVINCES).map(([code, name]) => current(code, name, 'PROVINCE')),
    ...Object.entries(CITIES).flatMap(([city, [name, districts]]) => [
      current(city, name, 'CITY'),
      ...districts
        .split(' ')
        .map((district) => current(city.slice(0, 4) + district.slice(0, 2), district.slice(2), 'DISTRICT')),
    ]),
  ];
}
