import { fileNameIn } from './file-name';

describe('the name of a downloaded file', () => {
  it('is the encoded one, else the plain one', () => {
    expect(
      fileNameIn(`attachment; filename="R-01_2026-03.xlsx"; filename*=UTF-8''${encodeURIComponent('月报_实时.xlsx')}`),
    ).toBe('月报_实时.xlsx');
    expect(fileNameIn(`attachment; filename="R-01.csv"; filename*=UTF-8''%E6%9`)).toBe('R-01.csv');
    expect(fileNameIn('attachment; filename="R-01.csv"')).toBe('R-01.csv');
    expect([fileNameIn('attachment'), fileNameIn(null)]).toEqual([undefined, undefined]);
  });
});
