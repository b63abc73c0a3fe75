import { decodeCursor, encodeCursor, pageFrom, pageQuery } from './paging.js';

describe('A page', () => {
  it('continues after the last row shown', () => {
    const page = pageFrom(['甲', '乙', '丙'], 2, (name) => [name, 7]);
    expect(page.items).toEqual(['甲', '乙']);
    expect(decodeCursor(page.nextCursor, 2)).toEqual(['乙', 7]);
  });

  it('is the last when nothing is left over', () => {
    expect(pageFrom(['甲', '乙'], 2, (name) => [name])).toEqual({ items: ['甲', '乙'] });
    expect(pageFrom([], 2, () => [])).toEqual({ items: [] });
  });

  it('has 50 rows unless asked, and never more than 200', () => {
    expect(pageQuery.parse({}).limit).toBe(50);
    expect(pageQuery.parse({ limit: '200' }).limit).toBe(200);
    for (const limit of ['201', '0', '-1', '1.5', 'x', '', ['1', '2']])
      expect(pageQuery.safeParse({ limit }).success).toBe(false);
  });

  it.each([
    '!!!',
    'eyJhIjoxfQ',
    encodeCursor([]),
    encodeCursor(['a', 'b']),
    encodeCursor(['a\0']),
    encodeCursor(['\ud800']),
    Buffer.from('[[1]]').toString('base64url'),
    Buffer.from('{').toString('base64url'),
  ])('does not start at %s', (cursor) => expect(() => decodeCursor(cursor, 1)).toThrow('分页位置无效'));
});
