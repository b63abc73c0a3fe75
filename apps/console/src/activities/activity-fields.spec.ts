import { fieldsOf } from './activity-fields';

const either = [false, true];

describe('the form of an activity', () => {
  it('has at most twelve fields, whoever fills it in', () => {
    const situations = ['UNIT', 'COORD'].flatMap((role) =>
      [1, 2].flatMap((councils) =>
        either.flatMap((hasLinks) =>
          either.flatMap((hasCoHosts) =>
            either.flatMap((isPlan) =>
              either.map((isPlanned) => ({ role, councils, hasLinks, hasCoHosts, isPlan, isPlanned })),
            ),
          ),
        ),
      ),
    );
    const counts = situations.map((situation) => fieldsOf(situation).length);
    expect(counts).toHaveLength(64);
    expect(Math.max(...counts)).toBe(12);
  });

  it('asks for a council only where there are several', () => {
    const unit = { role: 'UNIT', hasLinks: true, hasCoHosts: false, isPlan: false, isPlanned: false };
    expect(fieldsOf({ ...unit, councils: 1 })).not.toContain('councilId');
    expect(fieldsOf({ ...unit, councils: 2 })).toContain('councilId');
  });

  it('asks a plan neither for headcounts nor for a summary', () => {
    const plan = { role: 'UNIT', councils: 1, hasLinks: false, hasCoHosts: false, isPlan: true, isPlanned: false };
    expect(fieldsOf(plan)).toEqual([
      'title',
      'kind',
      'form',
      'when',
      'place',
      'leadHostUnitId',
      'coHostUnitIds',
      'coTags',
    ]);
  });
});
