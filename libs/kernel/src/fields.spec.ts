import { z } from 'zod';
import * as exported from './fields.js';

const fields = { ...exported };

/** The codes of what is wrong with an input; none when it is fine. Checks of plain type have zod's own code. */
const refusals = (schema: z.ZodType, input: unknown): string[] =>
  (schema.safeParse(input).error?.issues ?? []).map((issue) =>
    issue.code === 'custom' ? String(issue.params?.code) : issue.code,
  );

const message = (schema: z.ZodType, input: unknown) => schema.safeParse(input).error?.issues[0]?.message;

describe('codes and numbers', () => {
  it.each([
    ['districtCode', '320104'],
    ['districtCode', '320103'],
    ['cityCode', '320100'],
    ['uscc', '91320102DEM0000142'],
    ['docNumber', '宁新商联〔2026〕7号'],
    ['councilCode', 'JC-320100-2019-001'],
    ['agreementNo', 'GJ-320104-2026-0001'],
    ['projectNo', 'XM-320106-2026-0012'],
    ['unitNo', 'DW-320102-2026-0088'],
    ['month', '2026-03'],
    ['period', '2026Q1'],
    ['businessDate', '2028-02-29'],
  ] as const)('%s takes %s as it is', (field, input) => {
    expect(fields[field].parse(input)).toBe(input);
  });

  it.each([
    ['districtCode', '320100', 'field/district-code'],
    ['districtCode', '320199', 'field/district-code'],
    ['districtCode', '秦淮区', 'field/district-code'],
    ['cityCode', '320104', 'field/city-code'],
    ['cityCode', '320000', 'field/city-code'],
    ['cityCode', '329900', 'field/city-code'],
    ['uscc', '91320102DEM0000143', 'field/uscc'],
    ['docNumber', '宁新商联[2026]7号', 'field/doc-number'],
    ['docNumber', '宁新商联〔2026〕07号', 'field/doc-number'],
    ['docNumber', '宁新商联〔2026〕第7号', 'field/doc-number'],
    ['councilCode', 'JC-320100-2019-1', 'field/council-code'],
    ['agreementNo', 'GJ-320104-2026-001', 'field/agreement-no'],
    ['projectNo', 'GJ-320104-2026-0001', 'field/project-no'],
    ['unitNo', 'DW-320102-2026-88', 'field/unit-no'],
    ['month', '2026-13', 'field/month'],
    ['month', '2010-12', 'field/month'],
    ['period', '2026Q5', 'field/period'],
    ['businessDate', '2026-02-29', 'invalid_format'],
    ['businessDate', '2026-3-5', 'invalid_format'],
    ['businessDate', '2010-12-31', 'field/business-date'],
    ['instant', '2026-03-31T16:30:00', 'invalid_format'],
    ['instant', '2010-12-31T23:59:59+08:00', 'field/instant'],
    ['instant', '9999-12-31T23:59:59-23:59', 'field/instant'],
    ['money', -1, 'field/money'],
    ['money', 1.5, 'field/money'],
    ['money', 10 ** 13 + 1, 'field/money'],
    ['money', '100', 'invalid_type'],
    ['headcount', 5001, 'field/headcount'],
    ['headcount', -1, 'field/headcount'],
    ['headcount', Number.NaN, 'invalid_type'],
    ['id', 'unit-7', 'invalid_format'],
  ] as const)('%s refuses %j with %s', (field, input, code) => {
    expect(refusals(fields[field], input)).toEqual([code]);
    expect(message(fields[field], input)).toMatch(/\p{Script=Han}/u);
  });

  it('puts a credit code into upper case', () => {
    expect(fields.uscc.parse(' 91320102dem0000142 ')).toBe('91320102DEM0000142');
  });

  it('puts an id into lower case, so that it finds the same stream', () => {
    expect(fields.id.parse('7D2E0B6A-1111-4111-8111-0123456789AB')).toBe('7d2e0b6a-1111-4111-8111-0123456789ab');
  });

  it('turns a time with an offset into the instant in UTC', () => {
    expect(fields.instant.parse('2026-04-01T00:30:00+08:00')).toBe('2026-03-31T16:30:00.000Z');
    expect(fields.instant.parse('2026-03-31T16:30:00Z')).toBe('2026-03-31T16:30:00.000Z');
  });

  it.each([
    [{ value: 210, unit: '个', qualifier: 'OVER' }, []],
    [{ value: -1, unit: '个', qualifier: 'EXACT' }, ['field/quantity']],
    [{ value: 1, unit: '', qualifier: 'EXACT' }, ['field/unit-of-measure']],
    [{ value: 1, unit: '个', qualifier: 'MANY' }, ['invalid_value']],
    [{ value: 1, unit: '个', qualifier: 'EXACT', rank: 1 }, ['unrecognized_keys']],
  ])('checks the quantity %j', (input, codes) => {
    expect(refusals(fields.quantity, input)).toEqual(codes);
  });
});

describe('texts', () => {
  it('counts code points, not UTF-16 units', () => {
    expect(refusals(fields.title, '𠮷'.repeat(60))).toEqual([]);
    expect(refusals(fields.title, '𠮷'.repeat(61))).toEqual(['field/name']);
    expect(refusals(fields.title, '𠮷𠮷𠮷')).toEqual(['field/name']);
  });

  it.each(['2026', '！！！！', '12-34', '    ', '名称'])('refuses %j as a title', (input) => {
    expect(refusals(fields.title, input)).toContain('field/name');
    expect(message(fields.title, input)).toBe('名称须为4至60个字');
  });

  it.each([
    ['reason', 4, 501, 'field/reason', '请填写5至500字的事由'],
    ['summary', 19, 1001, 'field/summary', '内容摘要须为20至1000个字'],
    ['partyOrgName', 3, 81, 'field/party-org-name', '党组织名称应为公章全称'],
    ['post', 1, 31, 'field/post', '请填写2至30个字的职务名称，不要填写姓名和电话'],
  ] as const)('bounds %s between %i and %i', (field, tooFew, tooMany, code, text) => {
    for (const length of [tooFew, tooMany]) {
      expect(refusals(fields[field], '字'.repeat(length))).toEqual([code]);
      expect(message(fields[field], '字'.repeat(length))).toBe(text);
    }
    for (const length of [tooFew + 1, tooMany - 1]) expect(refusals(fields[field], '字'.repeat(length))).toEqual([]);
  });

  it('tidies: trims, composes to NFC, drops what nobody sees, keeps Chinese brackets', () => {
    expect(fields.partyOrgName.parse('\u3000 中共示例（南京）公司支部委员会\ufeff ')).toBe(
      '中共示例（南京）公司支部委员会',
    );
    expect(fields.title.parse('Cafe\u0301共建\u200b项目')).toBe('Caf\u00e9共建项目');
    expect(fields.reason.parse('第一行\r\n第二行\t完')).toBe('第一行\n第二行\t完');
  });

  it.each([
    ['NUL', '共建\u0000活动纪要'],
    ['an escape', '共建\u001b活动纪要'],
    ['a lone surrogate', '共建\ud800活动纪要'],
    ['a direction override', '共建\u202e活动纪要'],
  ])('refuses %s in every text', (_, input) => {
    const texts = [
      fields.title,
      fields.reason,
      fields.partyOrgName,
      fields.post,
      fields.freeText(1, 20),
      fields.optionalText(20),
      fields.contact.shape.displayName,
      fields.quantity.shape.unit,
    ];
    for (const schema of texts) expect(refusals(schema, input)).toEqual(['field/unfit-characters']);
  });

  it('allows line breaks in texts and not in names', () => {
    expect(refusals(fields.reason, '第一行\n第二行')).toEqual([]);
    expect(refusals(fields.title, '第一行\n第二行')).toEqual(['field/unfit-characters']);
  });

  it('refuses personal data and marks of classification wherever text is free', () => {
    const texts = [fields.title, fields.reason, fields.freeText(1, 100), fields.optionalText(100), fields.partyOrgName];
    for (const schema of texts) {
      expect(refusals(schema, '请联系13812345678办理')).toEqual(['field/personal-data']);
      expect(message(schema, '身份证110101199003070003')).toBe('请勿填写身份证号、手机号等个人信息');
      expect(refusals(schema, '内部材料机密★请勿外传')).toEqual(['field/classified']);
    }
    expect(refusals(fields.summary, '本次活动由三个区共同举办，联系电话13812345678，欢迎参加')).toEqual([
      'field/personal-data',
    ]);
  });

  it('lets optional text be absent or empty', () => {
    expect(fields.optionalText(5).parse(undefined)).toBeUndefined();
    expect(fields.optionalText(5).parse('')).toBe('');
    expect(refusals(fields.optionalText(5), '一二三四五六')).toEqual(['field/text']);
  });

  it.each(['王某025-84512345', '１２３４５６', '党支部书记 84512345'])('refuses %j as a post', (input) => {
    expect(refusals(fields.post, input)).toEqual(['field/post']);
  });

  it('takes a post with a number in it', () => {
    expect(refusals(fields.post, '第3党支部书记')).toEqual([]);
  });

  it.each([
    ['025-84512345', []],
    ['+86 25-84512345', []],
    ['025-84512345转801', []],
    ['请拨总机', ['field/work-phone']],
  ])('checks the work phone %j', (workPhone, codes) => {
    expect(refusals(fields.contact, { displayName: '联络员甲', workPhone })).toEqual(codes);
  });

  it.each([
    ['中共示例百货集团总支部委员会', true],
    ['中共示例大厦委员会', true],
    ['示例外资企业联合支部', false],
    ['中共示例百货集团', false],
  ])('finds %s usual for a Party organization: %s', (name, usual) => {
    expect(fields.isUsualPartyOrgName(name)).toBe(usual);
  });
});

describe('schemas for OpenAPI', () => {
  it('say the bounds that the checks enforce', () => {
    const schema = (field: z.ZodType) => z.toJSONSchema(field, { io: 'input' });
    expect(schema(fields.title)).toMatchObject({ type: 'string', minLength: 4, maxLength: 60 });
    expect(schema(fields.money)).toMatchObject({ type: 'integer', minimum: 0, maximum: 10 ** 13 });
    expect(schema(fields.districtCode)).toMatchObject({ type: 'string', pattern: '^\\d{4}(?!00)\\d{2}$' });
    expect(schema(fields.instant)).toMatchObject({ type: 'string', format: 'date-time' });
    expect(schema(fields.optionalText(5))).toMatchObject({ type: 'string', maxLength: 5 });
  });
});
