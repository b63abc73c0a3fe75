import { isEnterprise, twoNew, type UnitKind, unitKinds } from './kinds.js';
import { profile } from './testing.js';
import { warnings } from './warnings.js';

const codes = (changes: Partial<typeof profile>) => warnings({ ...profile, ...changes }).map(({ code }) => code);

describe('UNIT-e: warnings about a profile', () => {
  it('are none for a usual one', () => expect(codes({})).toEqual([]));

  it.each([
    '中共示例大厦委员会',
    '中共示例百货集团总支部委员会',
    '中共示例商会支部',
    '中共示例局党组',
    '中共示例街道工作委员会',
  ])('are none for the name %s', (partyOrgName) => expect(codes({ partyOrgName })).toEqual([]));

  it.each(['示例商会支部', '中共示例商会', '中共示例商会支部（筹）'])('look at the name %s', (partyOrgName) =>
    expect(codes({ partyOrgName })).toEqual(['unit/unusual-name']),
  );

  it.each<[UnitKind, string, boolean]>([
    ['PRIVATE', '91320102DEM0000142', true],
    ['SOE', '91320104DEM000022R', true],
    ['FINANCE', '91320106DEM000030H', true],
    ['PUBLIC', '12320104DEM000049N', true],
    ['NEW_SOCIAL', '52320106DEM000057A', true],
    ['TRADE_ASSOC', '51320102DEM000065E', true],
    ['NEW_SOCIAL', '31320104DEM0000738', true],
    ['GOV', '11320106DEM0000812', true],
    ['COMMUNITY', '91320102DEM0000142', true],
    ['GOV', '91320102DEM0000142', false],
    ['PRIVATE', '12320104DEM000049N', false],
    ['PUBLIC', '11320106DEM0000812', false],
    ['TRADE_ASSOC', '31320104DEM0000738', false],
    ['NEW_SOCIAL', '11320106DEM0000812', false],
  ])('compare the kind %s with the USCC %s', (unitKind, uscc, isUsual) =>
    expect(codes({ unitKind, hostEntities: [{ name: '示例单位名称', uscc }] })).toEqual(
      isUsual ? [] : ['unit/uscc-of-another-kind'],
    ),
  );

  it('expect at least 3 and at most 50 members of a branch, not of a committee', () => {
    expect(codes({ memberCountBand: '0-2' })).toEqual(['unit/too-few-members']);
    expect(codes({ memberCountBand: '3-6' })).toEqual([]);
    expect(codes({ memberCountBand: '50-99' })).toEqual(['unit/too-many-members']);
    expect(codes({ memberCountBand: '100+', partyOrgType: 'COMMITTEE' })).toEqual([]);
  });

  it('expect a joint branch to cover at most 5 units', () => {
    const hosts = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `示例公司第${n}家` }));
    const joint = { hostKind: 'JOINT_BRANCH', partyOrgType: 'JOINT_BRANCH' } as const;
    expect(codes({ ...joint, hostEntities: hosts(5) })).toEqual([]);
    expect(codes({ ...joint, hostEntities: hosts(6) })).toEqual(['unit/too-many-hosts']);
  });
});

describe('Unit kinds', () => {
  const kinds = Object.keys(unitKinds) as UnitKind[];

  it('that are enterprises', () =>
    expect(kinds.filter(isEnterprise)).toEqual(['SOE', 'PRIVATE', 'MIXED', 'FOREIGN', 'NEW_ECONOMY', 'FINANCE']));
  it('that are 两新', () =>
    expect(kinds.filter(twoNew)).toEqual(['PRIVATE', 'MIXED', 'FOREIGN', 'NEW_ECONOMY', 'NEW_SOCIAL']));
});
