import { type NumberPattern, numberPatterns } from './sheets.js';
import { escaped, SPREADSHEET, XML_DECLARATION } from './xml.js';

const FONTS = [
  { use: 'BODY', xml: '<font><sz val="11"/><name val="宋体"/></font>' },
  { use: 'TITLE', xml: '<font><b/><sz val="14"/><name val="宋体"/></font>' },
  { use: 'HEADER', xml: '<font><b/><sz val="11"/><name val="宋体"/></font>' },
] as const;
type CellUse = (typeof FONTS)[number]['use'] | 'QUOTED' | NumberPattern;

const PATTERNS = Object.entries(numberPatterns) as [NumberPattern, string][];
// Lower numbers are the spreadsheets' own.
const FIRST_PATTERN_ID = 164;

const cellFormat = (numberFormat: number, font: number, more = '') =>
  `<xf numFmtId="${numberFormat}" fontId="${font}" fillId="0" borderId="0" xfId="0"${more}/>`;

const CELL_FORMATS: readonly Readonly<{ use: CellUse; xml: string }>[] = [
  ...FONTS.map(({ use }, font) => ({ use, xml: cellFormat(0, font, ' applyFont="1"') })),
  { use: 'QUOTED', xml: cellFormat(0, 0, ' quotePrefix="1"') },
  ...PATTERNS.map(([use], i) => ({ use, xml: cellFormat(FIRST_PATTERN_ID + i, 0, ' applyNumberFormat="1"') })),
];

/** The number of the cell format for each use. */
export const styleOf = Object.fromEntries(CELL_FORMATS.map(({ use }, i) => [use, i])) as Readonly<
  Record<CellUse, number>
>;

const list = (name: string, items: readonly string[]) => `<${name} count="${items.length}">${items.join('')}</${name}>`;

/** The workbook's style part. */
export const stylesXml = [
  `${XML_DECLARATION}<styleSheet xmlns="${SPREADSHEET}">`,
  list(
    'numFmts',
    PATTERNS.map(([, code], i) => `<numFmt numFmtId="${FIRST_PATTERN_ID + i}" formatCode="${escaped(code)}"/>`),
  ),
  list(
    'fonts',
    FONTS.map(({ xml }) => xml),
  ),
  // The format reserves the first two fills, and wants one border and one base format to build upon.
  list(
    'fills',
    ['none', 'gray125'].map((type) => `<fill><patternFill patternType="${type}"/></fill>`),
  ),
  list('borders', ['<border><left/><right/><top/><bottom/><diagonal/></border>']),
  list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
  list(
    'cellXfs',
    CELL_FORMATS.map(({ xml }) => xml),
  ),
  list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
  '</styleSheet>',
].join('');
