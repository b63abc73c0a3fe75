import { z } from 'zod';
import { isKnownDivision } from './divisions.js';
import { isPeriodId } from './period.js';
import { findPersonalData, isMarkedClassified } from './personal-data.js';
import { isUscc } from './uscc.js';

/** What a failed check tells the edge, under `params` of the zod issue. */
export type FieldRefusal = Readonly<{ code: `field/${string}`; ruleId?: string }>;

// Pasted text brings these along; nobody sees them, and two names that differ only by them look the same.
const INVISIBLE = /[\u00ad\u200b\u2060\ufeff]/g;
// PostgreSQL cannot store U+0000 in jsonb, nor half of a surrogate pair; direction marks make a text read differently
// from how it is stored.
const UNFIT_LINE = /[\p{Cc}\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const UNFIT_TEXT = /[^\P{Cc}\n\t]|[\p{Cs}\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const tidy = (text: string) => text.replace(/\r\n?/g, '\n').replace(INVISIBLE, '').normalize('NFC').trim();
const codePoints = (text: string) => [...text].length;

type Bounds = Readonly<{ min: number; max: number; code: FieldRefusal['code']; message: string; unfit?: RegExp }>;

/** Tidied text within bounds counted in code points, as JSON Schema and PostgreSQL count them. */
function text({ min, max, code, message, unfit = UNFIT_TEXT }: Bounds) {
  return z
    .string({ error: message })
    .overwrite(tidy)
    .refine((value) => !unfit.test(value), {
      error: '请勿使用控制字符或不可见字符',
      params: { code: 'field/unfit-characters' } satisfies FieldRefusal,
      abort: true,
    })
    .refine((value) => codePoints(value) >= min && codePoints(value) <= max, {
      error: message,
      params: { code } satisfies FieldRefusal,
      abort: true,
    })
    .meta({ minLength: min, maxLength: max });
}

const line = (bounds: Omit<Bounds, 'unfit'>) => text({ ...bounds, unfit: UNFIT_LINE });

/** Refuses identity numbers, mobile numbers and marks of classification. */
function scanned<T extends z.ZodType<string>>(schema: T) {
  return schema
    .refine((value) => findPersonalData(value) === undefined, {
      error: '请勿填写身份证号、手机号等个人信息',
      params: { code: 'field/personal-data' } satisfies FieldRefusal,
      abort: true,
    })
    .refine((value) => !isMarkedClassified(value), {
      error: '本系统不处理涉密信息，请勿填写带密级标志的内容',
      params: { code: 'field/classified' } satisfies FieldRefusal,
    });
}

function coded(pattern: RegExp, code: FieldRefusal['code'], message: string) {
  return z
    .string({ error: message })
    .overwrite((value) => value.normalize('NFC').trim())
    .refine((value) => pattern.test(value), { error: message, params: { code } satisfies FieldRefusal, abort: true })
    .meta({ pattern: pattern.source });
}

function integer(min: number, max: number, code: FieldRefusal['code'], message: string) {
  return z
    .number({ error: message })
    .refine((value) => Number.isInteger(value) && value >= min && value <= max, {
      error: message,
      params: { code } satisfies FieldRefusal,
    })
    .meta({ type: 'integer', minimum: min, maximum: max });
}

/** The id of an aggregate or account, in lower case: streams are found by it. */
export const id = z.uuid({ error: '编号须为 UUID', abort: true }).toLowerCase();

const UNKNOWN_DIVISION = '行政区划代码不存在或在该业务日期不生效';

/** A district or county that the table of divisions has or had; whether it is in force is the decider's question. */
export const districtCode = coded(/^\d{4}(?!00)\d{2}$/, 'field/district-code', UNKNOWN_DIVISION).refine(
  isKnownDivision,
  {
    error: UNKNOWN_DIVISION,
    params: { code: 'field/district-code' } satisfies FieldRefusal,
  },
);

/** A prefecture-level city of the table of divisions. */
export const cityCode = coded(/^\d{2}(?!00)\d{2}00$/, 'field/city-code', UNKNOWN_DIVISION).refine(isKnownDivision, {
  error: UNKNOWN_DIVISION,
  params: { code: 'field/city-code' } satisfies FieldRefusal,
});

/** A unified social credit code with right check characters, in upper case whatever was typed. */
export const uscc = z
  .string({ error: '统一社会信用代码校验位不正确' })
  .trim()
  .toUpperCase()
  .refine(isUscc, { error: '统一社会信用代码校验位不正确', params: { code: 'field/uscc' } satisfies FieldRefusal })
  .meta({ minLength: 18, maxLength: 18 });

/** The full name of a Party organization, as on its seal. */
export const partyOrgName = scanned(
  line({ min: 4, max: 80, code: 'field/party-org-name', message: '党组织名称应为公章全称' }),
);

/** False for a name that does not look like one on a seal: worth a warning, never a refusal. */
export function isUsualPartyOrgName(name: string): boolean {
  return name.startsWith('中共') && /(?:委员会|支部|党组)$/.test(name);
}

const NAME_MESSAGE = '名称须为4至60个字';
const NAME = { min: 4, max: 60, code: 'field/name', message: NAME_MESSAGE } as const;

/** The title of an agreement, project, activity, resource or topic: not only digits or punctuation. */
export const title = scanned(line(NAME)).refine((value) => /\p{L}/u.test(value), {
  error: NAME_MESSAGE,
  params: { code: 'field/name' } satisfies FieldRefusal,
});

/** The name of a legal entity, council or external unit. */
export const unitName = title;

/** Why something is rejected, returned, cancelled, corrected or suspended. */
export const reason = scanned(text({ min: 5, max: 500, code: 'field/reason', message: '请填写5至500字的事由' }));

/** What happened at an activity, in the words of its host. */
export const summary = scanned(
  text({ min: 20, max: 1000, code: 'field/summary', message: '内容摘要须为20至1000个字' }),
);

/** Any other required text. */
export const freeText = (min: number, max: number) =>
  scanned(text({ min, max, code: 'field/text', message: `须为${min}至${max}个字` }));

/** Text that may be left out or empty. */
export const optionalText = (max: number) =>
  scanned(text({ min: 0, max, code: 'field/text', message: `不得超过${max}个字` })).optional();

/** A real date from 2011 on. Whether it may lie in the future is the decider's question. */
export const businessDate = z.iso
  .date({ error: '请填写真实存在的日期，格式为 YYYY-MM-DD', abort: true })
  .refine((date) => date >= '2011-01-01' && date <= '2099-12-31', {
    error: '业务日期须在2011年1月1日至2099年12月31日之间',
    params: { code: 'field/business-date' } satisfies FieldRefusal,
  });

/** An RFC 3339 time with its offset, kept as the UTC instant it means. */
export const instant = z.iso
  .datetime({ offset: true, error: '请填写带时区的时间，如 2026-03-05T09:30:00+08:00', abort: true })
  .overwrite((value) => new Date(value).toISOString())
  .refine((value) => value >= '2010-12-31T16:00:00.000Z' && value < '2099-12-31T16:00:00.000Z', {
    error: '时间须在2011年1月1日至2099年12月31日之间',
    params: { code: 'field/instant' } satisfies FieldRefusal,
  });

/** `YYYY-MM`. */
export const month = coded(/^20(?:1[1-9]|[2-9]\d)-(?:0[1-9]|1[0-2])$/, 'field/month', '月份格式应为 YYYY-MM');

/** `2026-03`, `2026Q1`, `2026H1` or `2026`. */
export const period = z.string({ error: '期间格式应为 2026-03、2026Q1、2026H1 或 2026' }).refine(isPeriodId, {
  error: '期间格式应为 2026-03、2026Q1、2026H1 或 2026',
  params: { code: 'field/period' } satisfies FieldRefusal,
});

/** Whole fen, up to 100 billion yuan. */
export const money = integer(0, 10 ** 13, 'field/money', '金额须为以分计的非负整数');

export const headcount = integer(0, 5000, 'field/headcount', '参与人次须为正整数');

/** A declared number with how exactly it is meant: 88, 约30, 210多, 近2000. */
export const quantity = z.strictObject({
  value: z.number({ error: '数量须为非负数' }).refine((value) => value >= 0 && value <= 10 ** 12, {
    error: '数量须为非负数',
    params: { code: 'field/quantity' } satisfies FieldRefusal,
  }),
  unit: line({ min: 1, max: 10, code: 'field/unit-of-measure', message: '计量单位须为1至10个字' }),
  qualifier: z.enum(['EXACT', 'ABOUT', 'OVER', 'NEARLY']),
});

export const docNumber = coded(
  /^[\u4e00-\u9fa5]{2,12}〔20\d{2}〕[1-9]\d{0,4}号$/,
  'field/doc-number',
  '发文字号应如“宁新商联〔2026〕7号”',
);
export const councilCode = coded(
  /^JC-\d{6}-\d{4}-\d{3}$/,
  'field/council-code',
  '联席会编号格式应为 JC-区划-年份-序号',
);
export const agreementNo = coded(/^GJ-\d{6}-\d{4}-\d{4}$/, 'field/agreement-no', '共建协议编号格式不正确');
export const projectNo = coded(/^XM-\d{6}-\d{4}-\d{4}$/, 'field/project-no', '项目编号格式不正确');
export const unitNo = coded(/^DW-\d{6}-\d{4}-\d{4}$/, 'field/unit-no', '成员单位编号格式应为 DW-区划-年份-序号');

const POST_MESSAGE = '请填写2至30个字的职务名称，不要填写姓名和电话';

/** The post somebody acts in, e.g. 党支部书记: never who it is. */
export const post = scanned(line({ min: 2, max: 30, code: 'field/post', message: POST_MESSAGE })).refine(
  (value) => /\p{L}/u.test(value) && !/\d[\d\s-]{4,}\d/.test(value.normalize('NFKC')),
  { error: POST_MESSAGE, params: { code: 'field/post' } satisfies FieldRefusal },
);

/** A liaison. Goes into the contacts table only, never into an event. */
export const contact = z.strictObject({
  displayName: line({ min: 2, max: 20, code: 'field/display-name', message: '联络员姓名须为2至20个字' }),
  workPhone: coded(
    /^(?:\+86[ -]?)?\d[\d -]{4,16}\d(?:转\d{1,6})?$/,
    'field/work-phone',
    '请填写办公电话，如 025-12345678',
  ),
});

export type Quantity = z.output<typeof quantity>;
export type Contact = z.output<typeof contact>;
