import { findPersonalData, isMarkedClassified } from './personal-data.js';

describe('scanner for personal data', () => {
  it.each([
    ['an identity number', '身份证110101199003070003已核对'],
    ['one whose check character is X', '11010119900307002X'],
    ['one with a small x', '11010119900307002x'],
    ['one with a typing mistake in the check character', '110101199003070009'],
    ['one with a wrong X', '11010119900307003X'],
    ['one in groups', '证号 110101 1990 0307 0003'],
    ['one with dashes', '110101-19900307-0003'],
    ['one in full-width digits', '１１０１０１１９９００３０７０００３'],
    ['one with invisible characters in it', '110101\u200b199003070003'],
    ['one right after letters', 'ID110101199003070003'],
  ])('finds %s', (_, text) => {
    expect(findPersonalData(text)).toBe('RESIDENT_ID');
  });

  it.each([
    ['a mobile number', '请联系13812345678'],
    ['one in groups', '电话 138 1234 5678'],
    ['one with dashes', '138-1234-5678'],
    ['one with long dashes', '138—1234—5678'],
    ['one in other groups', '1381 234 5678'],
    ['one digit by digit', '1 3 8 1 2 3 4 5 6 7 8'],
    ['one with the country code', '+8613812345678'],
    ['one with the country code and a space', '0086 138 1234 5678'],
    ['one with a zero in front', '013812345678'],
    ['one in full-width digits', '１３８１２３４５６７８'],
    ['one after letters', 'Tel13812345678'],
    ['one of the newest number ranges', '19912345678'],
  ])('finds %s', (_, text) => {
    expect(findPersonalData(text)).toBe('MOBILE');
  });

  it.each([
    ['a credit code', '统一社会信用代码91320102DEM0000142'],
    ['a credit code of digits only that reads like a birth date', '913201198503070092'],
    ['an agreement number', '协议GJ-320104-2026-0001与XM-320106-2026-0012'],
    ['a council code', 'JC-320100-2019-001'],
    ['a document number', '宁新商联〔2026〕7号'],
    ['an amount in yuan', '总投资13812345678元'],
    ['an amount with decimals', '13812345678.50'],
    ['an amount of 18 digits', '合计100000000000000000分'],
    ['dates in a row', '2026.3.18-2026.3.19 10人参加'],
    ['dates and times in a row', '2026-03-18 15:30—2026-03-19 17:30'],
    ['a landline number', '025-84512345'],
    ['eleven digits that no mobile begins with', '12345678901'],
    ['a longer number', '138123456789012'],
  ])('lets %s pass', (_, text) => {
    expect(findPersonalData(text)).toBeUndefined();
  });
});

describe('scanner for marks of classification', () => {
  it.each(['秘密★', '机密★1年', '绝密 ★', '机\u200b密★'])('finds %j', (text) => {
    expect(isMarkedClassified(text)).toBe(true);
  });

  it.each(['保守党的秘密', '五星★级支部', '商业秘密保护讲座'])('lets %j pass', (text) => {
    expect(isMarkedClassified(text)).toBe(false);
  });
});
