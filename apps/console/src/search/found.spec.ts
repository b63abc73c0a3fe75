import { byKind, type Found, pathOf } from './found';

const found = (kind: Found['kind'], id: string): Found => ({
  ...{ kind, id, title: id, status: 'ACTIVE', code: null, districtCode: null, on: null },
});

describe('byKind', () => {
  it('keeps the order of the answer, best kind first', () => {
    const items = [found('project', 'a'), found('unit', 'b'), found('project', 'c')];
    expect(byKind(items).map(([kind, each]) => [kind, each.map(({ id }) => id)])).toEqual([
      ['project', ['a', 'c']],
      ['unit', ['b']],
    ]);
    expect(byKind([])).toEqual([]);
  });
});

describe('pathOf', () => {
  it('leads to the page of each', () => {
    expect(pathOf(found('activity', 'x'))).toBe('/activities/x');
    expect(pathOf(found('unit', 'x'))).toBe('/units/x');
  });
});
