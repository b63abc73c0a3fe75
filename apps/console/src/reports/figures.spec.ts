import { figureNames, figureText, fractionOf } from './figures';

const cell = (text: string, numerator?: number | string, denominator?: number | string, format = 'PERCENT') => ({
  key: 'M6',
  format,
  text,
  ...(numerator === undefined ? {} : { numerator }),
  ...(denominator === undefined ? {} : { denominator }),
});

describe('figures', () => {
  it('are named by their row, and in tables of several columns by table and column, too', () => {
    const names = figureNames([
      {
        title: '总体情况',
        columns: [{ key: 'value', title: '数值' }],
        rows: [{ label: '活动数', cells: { value: { key: 'M1' } } }],
      },
      {
        title: '按活动类别',
        columns: [
          { key: 'activities', title: '活动数' },
          { key: 'personTimes', title: '参与人次' },
        ],
        rows: [
          { label: '培训', cells: { activities: { key: 'M1/kind/TRAINING' } } },
          { label: '合计', cells: { activities: { key: 'M1' } } },
        ],
      },
    ]);
    expect([...names]).toEqual([
      ['M1', '活动数'],
      ['M1/kind/TRAINING', '按活动类别 · 培训 · 活动数'],
    ]);
  });

  it('say what a rate was formed from, and nothing where there is nothing to compare', () => {
    expect(fractionOf(cell('56.8%', 50, 88))).toBe('50/88');
    expect(fractionOf(cell('0.80', 14, '543/31', 'DECIMAL'))).toBe('14/17.516');
    expect(fractionOf(cell('—', 0, 0))).toBeUndefined();
    expect(fractionOf(cell('10', 10, undefined, 'COUNT'))).toBeUndefined();
  });

  it('set thousands apart', () => {
    expect(figureText(cell('12345', 12345, undefined, 'HEADCOUNT'))).toBe('12,345');
    expect(figureText(cell('<3', undefined, undefined, 'HEADCOUNT'))).toBe('<3');
  });
});
