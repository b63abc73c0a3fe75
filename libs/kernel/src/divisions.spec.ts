import {
  cityOf,
  districtsOf,
  divisionFullName,
  divisionName,
  divisions,
  inForce,
  isKnownDivision,
  subdistrictName,
  successorOf,
} from './divisions.js';

const TODAY = '2026-03-05';

describe('table of divisions', () => {
  it('has the 13 cities and 95 districts and counties of Jiangsu', () => {
    const inJiangsu = divisions.filter(({ code, validTo }) => code.startsWith('32') && validTo === null);
    expect(inJiangsu.filter(({ level }) => level === 'CITY')).toHaveLength(13);
    expect(inJiangsu.filter(({ level }) => level === 'DISTRICT')).toHaveLength(95);
  });

  it('has at most one row of a code in force on any date', () => {
    for (const row of divisions) {
      const overlapping = divisions.filter(
        (other) =>
          other !== row &&
          other.code === row.code &&
          other.validFrom < (row.validTo ?? '9999') &&
          row.validFrom < (other.validTo ?? '9999'),
      );
      expect(overlapping).toEqual([]);
    }
  });

  it('names only heirs that were in force when they inherited', () => {
    for (const { validTo, successors } of divisions) {
      if (validTo === null) expect(successors).toEqual([]);
      else {
        expect(successors).not.toEqual([]);
        for (const heir of successors) expect(inForce(heir, validTo)).toBe(true);
      }
    }
  });

  it('puts every district into a city of the table', () => {
    for (const { code } of divisions.filter(({ level }) => level === 'DISTRICT')) {
      expect(isKnownDivision(cityOf(code))).toBe(true);
    }
  });

  it('E4 keeps an abolished code on old facts: 白下区 is in force through 2013-03-27 only', () => {
    expect(inForce('320103', '2013-03-27')).toBe(true);
    expect(inForce('320103', '2013-03-28')).toBe(false);
    expect(divisionName('320103')).toBe('白下区');
  });

  it('E4 has two rows for a code that kept its number and changed its territory', () => {
    for (const code of ['320104', '320106']) {
      const rows = divisions.filter((row) => row.code === code);
      expect(rows.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
        [expect.any(String), '2013-03-28'],
        ['2013-03-28', null],
      ]);
      expect(inForce(code, '2013-03-27') && inForce(code, '2013-03-28')).toBe(true);
    }
  });

  it('E4 maps an abolished code to its heir, and only from that day on', () => {
    expect(successorOf('320103', TODAY)).toBe('320104');
    expect(successorOf('320107', TODAY)).toBe('320106');
    expect(successorOf('320103', '2013-03-28')).toBe('320104');
    expect(successorOf('320103', '2013-03-27')).toBe('320103');
    expect(successorOf('320104', TODAY)).toBe('320104');
  });

  it('E4 maps to the main heir where a territory was divided', () => {
    expect(successorOf('330104', TODAY)).toBe('330102');
  });

  it('leaves unknown codes, and codes that do not exist yet, as they are', () => {
    expect(successorOf('999999', TODAY)).toBe('999999');
    expect(successorOf('320117', '2012-01-01')).toBe('320117');
    expect(inForce('320117', '2012-01-01')).toBe(false);
    expect(divisionName('999999')).toBe('999999');
    expect(isKnownDivision('999999')).toBe(false);
  });

  it('tells the three districts called 鼓楼区 apart by code and city', () => {
    expect(['320106', '320302', '350102'].map((code) => divisionName(code, TODAY))).toEqual(Array(3).fill('鼓楼区'));
    expect(['320106', '320302', '350102'].map((code) => divisionFullName(code, TODAY))).toEqual([
      '南京市鼓楼区',
      '徐州市鼓楼区',
      '福州市鼓楼区',
    ]);
  });

  it('knows the name of a date where a district was renamed', () => {
    expect(divisionName('320803', '2011-06-01')).toBe('楚州区');
    expect(divisionName('320803', TODAY)).toBe('淮安区');
  });

  it("lists a city's districts of a date in order of code", () => {
    expect(districtsOf('320100', TODAY)).toEqual(
      '320102 320104 320105 320106 320111 320113 320114 320115 320116 320117 320118'.split(' '),
    );
    expect(districtsOf('320100', '2012-12-31')).toEqual(
      '320102 320103 320104 320105 320106 320107 320111 320113 320114 320115 320116 320124 320125'.split(' '),
    );
  });

  it('labels subdistricts by their nine-digit code', () => {
    expect(subdistrictName('320104403')).toBe('新街口商务商贸街区');
    expect(subdistrictName('320104999')).toBeUndefined();
  });
});
