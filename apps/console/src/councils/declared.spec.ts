import { quantityText } from '@lianjian/kernel/formatting';
import { declaredOf, quantityWords, rationalOf } from './declared';

describe('declared figures', () => {
  it('are taken as they were said', () => {
    const statistic = {
      ...{ name: '党员', asOf: '2022-03', scope: '新街口商圈', source: '示例' },
      quantity: { value: 3600, unit: '名', qualifier: 'OVER' },
    };
    expect(declaredOf([statistic])).toEqual([statistic]);
  });

  it('are left out where they say nothing that can be shown', () => {
    expect(
      declaredOf([{ name: '党员' }, { name: '党员', quantity: { value: 1, unit: '名', qualifier: 'SOME' } }]),
    ).toEqual([]);
  });
});

describe('how exactly a figure is meant', () => {
  it.each(['EXACT', 'ABOUT', 'OVER', 'NEARLY'] as const)('is worded as in the reports: %s', (qualifier) => {
    const quantity = { value: 210, unit: '个', qualifier };
    expect(quantityWords(quantity, (zh) => zh)).toBe(quantityText(quantity));
  });
});

describe('a decimal', () => {
  it('is an exact fraction', () => {
    expect(rationalOf(0.65)).toEqual({ numerator: 65, denominator: 100 });
    expect(rationalOf(12)).toEqual({ numerator: 12, denominator: 1 });
    expect(rationalOf(1.15)).toEqual({ numerator: 115, denominator: 100 });
  });
});
