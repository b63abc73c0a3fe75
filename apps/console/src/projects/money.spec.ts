import { fromFen, sumOfFen, toFen } from './money';

describe('Money as people type it', () => {
  it.each([
    [0.29, 29],
    [1.1, 110],
    [5000, 500_000],
    [999_999_999.99, 99_999_999_999],
  ])('takes %d yuan as %d fen', (yuan, fen) => expect(toFen(yuan, 'YUAN')).toBe(fen));

  it.each([
    [1.5, 1_500_000],
    [0.000001, 1],
    [12.345678, 12_345_678],
  ])('takes %d ten thousand yuan as %d fen', (wan, fen) => expect(toFen(wan, 'WAN')).toBe(fen));

  it('gives back what was typed', () => {
    for (const fen of [1, 29, 110, 12_345_678, 10 ** 13]) {
      expect(toFen(fromFen(fen, 'YUAN'), 'YUAN')).toBe(fen);
      expect(toFen(fromFen(fen, 'WAN'), 'WAN')).toBe(fen);
    }
  });

  it('adds what is there', () => {
    expect(sumOfFen([100, null, undefined, 1])).toBe(101);
  });
});
