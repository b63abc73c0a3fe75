import fc from 'fast-check';
import { bodyCheckChar, isUscc, USCC_CHARSET, usccCategory, usccCheckChar } from './uscc.js';

const char = fc.constantFrom(...USCC_CHARSET);
const validCode = fc
  .tuple(
    char,
    char,
    fc.integer({ min: 0, max: 999_999 }).map((division) => String(division).padStart(6, '0')),
    fc.array(char, { minLength: 8, maxLength: 8 }).map((chars) => chars.join('')),
  )
  .map(([registrar, category, division, body]) => {
    const first17 = registrar + category + division + body + bodyCheckChar(body);
    return first17 + usccCheckChar(first17);
  });

describe('unified social credit code', () => {
  it.each([
    '91320102DEM0000142',
    '91320104DEM000022R',
    '91320106DEM000030H',
    '12320104DEM000049N',
    '52320106DEM000057A',
    '51320102DEM000065E',
    '31320104DEM0000738',
    '11320106DEM0000812',
    '91350100M000100Y43',
  ])('accepts %s', (code) => {
    expect(isUscc(code)).toBe(true);
  });

  it.each([
    ['a wrong check character', '91320102DEM0000143'],
    ['the letter I', '9132010IDEM0000142'],
    ['17 characters', '91320102DEM000014'],
    ['19 characters', '91320102DEM00001422'],
    ['lower case', '91320102dem0000142'],
    ["the standard's own wrong pair", '91350100M000100Y4Z'],
    ['letters in the division', '9132A102DEM0000142'],
    ['nothing', ''],
  ])('refuses %s', (_, code) => {
    expect(isUscc(code)).toBe(false);
  });

  it('refuses a right last character over a wrong check of the organization code', () => {
    const wrongBody = '91320102DEM000015';
    expect(isUscc(wrongBody + usccCheckChar(wrongBody))).toBe(false);
  });

  it('asks for 0, not for a 32nd character, when the weighted sum is divisible by 31', () => {
    expect(usccCheckChar('00000000000000000')).toBe('0');
  });

  it('notices every single wrong character', () => {
    fc.assert(
      fc.property(validCode, fc.nat(17), char, (code, index, wrong) => {
        fc.pre(code[index] !== wrong);
        expect(isUscc(code)).toBe(true);
        expect(isUscc(code.slice(0, index) + wrong + code.slice(index + 1))).toBe(false);
      }),
    );
  });

  it('notices any two neighbours that changed places', () => {
    fc.assert(
      fc.property(validCode, fc.nat(16), (code, index) => {
        fc.pre(code[index] !== code[index + 1]);
        const swapped = code.slice(0, index) + code[index + 1] + code[index] + code.slice(index + 2);
        expect(isUscc(swapped)).toBe(false);
      }),
    );
  });
});

describe('category of a unified social credit code', () => {
  it.each([
    ['11320106DEM0000812', { registrar: '机构编制', category: '机关' }],
    ['12320104DEM000049N', { registrar: '机构编制', category: '事业单位' }],
    ['31320104DEM0000738', { registrar: '司法行政', category: '律师执业机构' }],
    ['52320106DEM000057A', { registrar: '民政', category: '民办非企业单位' }],
    ['91320102DEM0000142', { registrar: '工商', category: '企业' }],
    ['94320102DEM0000142', undefined],
    ['Z1320102DEM0000142', undefined],
  ])('of %s is %j', (code, expected) => {
    expect(usccCategory(code)).toEqual(expected);
  });
});
