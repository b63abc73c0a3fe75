import { ACTIVITY, OTHER_ACTIVITY, profile, U1, U2 } from './examples.js';
import { isPossibleDuplicate, type Likeness, titleSimilarity } from './similarity.js';

describe('ACT-d: two records that may be of one activity', () => {
  const mine: Likeness = {
    activityId: ACTIVITY,
    leadHostUnitId: U2,
    startAt: profile.startAt,
    title: '三月党员集体政治生日',
  };
  const theirs: Likeness = { ...mine, activityId: OTHER_ACTIVITY, title: '3月党员集体“政治生日”活动' };

  it('have the same lead host, start together and are called alike', () =>
    expect([isPossibleDuplicate(mine, theirs), isPossibleDuplicate(theirs, mine)]).toEqual([true, true]));
  it('are two', () => expect(isPossibleDuplicate(mine, mine)).toBe(false));
  it('are not, with another lead host', () =>
    expect(isPossibleDuplicate(mine, { ...theirs, leadHostUnitId: U1 })).toBe(false));
  it.each([
    ['2026-03-18T04:00:00.000Z', true],
    ['2026-03-18T08:00:00.000Z', true],
    ['2026-03-18T03:59:59.999Z', false],
    ['2026-03-18T08:00:00.001Z', false],
  ])('where one starts at 06:00 and the other at %s: %s', (startAt, expected) =>
    expect(isPossibleDuplicate(mine, { ...theirs, startAt })).toBe(expected),
  );
  it('are not, when called otherwise', () =>
    expect(isPossibleDuplicate(mine, { ...theirs, title: '雨花精神报告会' })).toBe(false));
});

describe('The similarity of titles', () => {
  it.each([
    ['初心论坛', '初心论坛', 1],
    ['初心论坛', '「初心」 论坛！', 1],
    ['ABC论坛', 'ａｂｃ论坛', 1],
    ['初心论坛', '银企对接', 0],
    ['初心论坛', '初心讲坛', 1 / 3],
    ['急救培训', '急救培训班', 6 / 7],
    ['哈哈哈哈', '哈哈', 0.5],
    ['初', '心', 0],
    ['', '', 1],
  ])('of %s and %s is %d', (a, b, expected) => {
    expect(titleSimilarity(a, b)).toBeCloseTo(expected, 10);
    expect(titleSimilarity(b, a)).toBeCloseTo(expected, 10);
  });
});
