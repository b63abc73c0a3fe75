import fc from 'fast-check';
import Fraction from 'fraction.js';
import {
  chineseDate,
  decimal,
  largestRemainder,
  percent,
  percentChange,
  quantityText,
  quotient,
  smallCell,
  tenThousandYuan,
  yuan,
} from './formatting.js';

const rational = fc
  .tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 1, max: 60 }))
  .map(([numer, denom]) => new Fraction(numer, denom));
const sum = (rows: readonly (Fraction | string)[]) =>
  rows.reduce<Fraction>((all, row) => all.add(row), new Fraction(0));

describe('rates', () => {
  it.each([
    [3, 3, '100.0%'],
    [49, 111, '44.1%'],
    [38, 111, '34.2%'],
    [5, 6, '83.3%'],
    [6, 8, '75.0%'],
    [0, 7, '0.0%'],
    [1, 2000, '0.1%'],
    [1, 2001, '0.0%'],
  ])('C10 %i of %i is %s, half-up to one decimal', (numer, denom, text) => {
    expect(percent(numer, denom)).toBe(text);
  });

  it('C10 never calls a rate without a denominator 0 % or 100 %', () => {
    expect(percent(0, 0)).toBe('—');
    expect(percent(5, 0)).toBe('—');
    expect(quotient(9, 0, 2)).toBe('—');
    expect(percentChange(9, 0)).toBe('—');
  });

  it('C10 rounds half up where floating point would not', () => {
    expect(decimal('1.005', 2)).toBe('1.01');
    expect(decimal('2.675', 2)).toBe('2.68');
    expect(decimal('-1.005', 2)).toBe('-1.01');
    expect(decimal('-0.004', 2)).toBe('0.00');
    expect(decimal('2.5', 0)).toBe('3');
  });

  it('C10 divides exactly by unit-months', () => {
    const unitMonths = new Fraction(4).add(new Fraction(12, 31));
    expect(decimal(unitMonths, 3)).toBe('4.387');
    expect(quotient(9, unitMonths, 2)).toBe('2.05');
    expect(percentChange(new Fraction(9).div(unitMonths), '1.578')).toBe('+30.0%');
  });

  it('C10 shows a change with its sign, and no sign for none', () => {
    expect(percentChange(7, 10)).toBe('-30.0%');
    expect(percentChange(10, 10)).toBe('0.0%');
    expect(percentChange(10001, 10000)).toBe('0.0%');
  });

  it('C10 is within half a unit of the exact value', () => {
    fc.assert(
      fc.property(rational, fc.nat(4), (value, places) => {
        const error = new Fraction(decimal(value, places)).sub(value).abs();
        expect(error.lte(new Fraction(1, 2 * 10 ** places))).toBe(true);
      }),
    );
  });
});

describe('largest remainder', () => {
  it('C8 makes three thirds add up to one, the first row taking the odd hundredth', () => {
    const third = new Fraction(1, 3);
    expect(largestRemainder([third, third, third], 2)).toEqual(['0.34', '0.33', '0.33']);
  });

  it('C8 leaves exact rows alone', () => {
    expect(largestRemainder(['1.5', '0.5', 1], 2)).toEqual(['1.50', '0.50', '1.00']);
    expect(largestRemainder([], 2)).toEqual([]);
  });

  it('C8 gives the odd hundredth to the row that lost most', () => {
    expect(largestRemainder([new Fraction(1, 3), new Fraction(2, 3)], 2)).toEqual(['0.33', '0.67']);
  });

  it('C8 sums to the rounded total, each row less than one unit from its exact value', () => {
    fc.assert(
      fc.property(fc.array(rational, { minLength: 1, maxLength: 12 }), fc.nat(3), (rows, places) => {
        const shown = largestRemainder(rows, places);
        expect(decimal(sum(shown), places)).toBe(decimal(sum(rows), places));
        shown.forEach((row, index) => {
          const error = new Fraction(row).sub(rows[index] as Fraction).abs();
          expect(error.lte(new Fraction(1, 10 ** places))).toBe(true);
        });
      }),
    );
  });

  it('C8 never shows a smaller share as larger', () => {
    fc.assert(
      fc.property(fc.array(rational, { minLength: 2, maxLength: 8 }), (rows) => {
        const shown = largestRemainder(rows, 2).map(Number);
        rows.forEach((a, i) => {
          rows.forEach((b, j) => {
            if (a.lt(b)) expect(shown[i]).toBeLessThanOrEqual(shown[j] as number);
          });
        });
      }),
    );
  });
});

describe('display', () => {
  it.each([
    [0, '0'],
    [1, '<3'],
    [2, '<3'],
    [3, '3'],
    [111, '111'],
  ])('C11 shows a headcount of %i as %s to readers outside', (count, text) => {
    expect(smallCell(count)).toBe(text);
  });

  it('writes money with two decimals in 元 and 万元', () => {
    expect(yuan(123_450)).toBe('1234.50元');
    expect(yuan(1)).toBe('0.01元');
    expect(tenThousandYuan(12_345_000)).toBe('12.35万元');
    expect(tenThousandYuan(10 ** 13)).toBe('10000000.00万元');
  });

  it('writes dates without leading zeros', () => {
    expect(chineseDate('2026-03-05')).toBe('2026年3月5日');
    expect(chineseDate('2026-12-31')).toBe('2026年12月31日');
  });

  it.each([
    ['EXACT', 88, '88家'],
    ['ABOUT', 30, '约30家'],
    ['OVER', 210, '210多家'],
    ['NEARLY', 2000, '近2000家'],
  ] as const)('writes a declared %s quantity of %i as %s', (qualifier, value, text) => {
    expect(quantityText({ value, unit: '家', qualifier })).toBe(text);
  });
});
