import {
  draftOf,
  formFieldOf,
  type Line,
  lineOf,
  linksChosen,
  planBody,
  recordBody,
  whenOf,
  withHosts,
} from './activity-draft';

const draft = {
  councilId: 'c',
  title: '示例·主题党日',
  kind: 'THEME_DAY' as const,
  form: null,
  when: { date: '2026-10-28', from: '23:00', to: '01:00', endDate: '2026-10-29' },
  place: '示例广场',
  leadHostUnitId: 'a',
  coHostUnitIds: ['b', 'a'],
  links: ['project:p', 'agreement:x', 'agreement:y'],
  participations: [
    { key: 'host-a', unitId: 'a', onSite: 12 },
    { key: '2', unitId: 'z', onSite: 3, remote: 2, partyMembers: 4 },
    { key: '3', guest: { name: '示例外单位' }, onSite: 1 },
  ],
  summary: '开展了活动',
};

describe('what is sent of the form', () => {
  it('means the clock in Shanghai', () => {
    expect(planBody(draft)).toMatchObject({ startAt: '2026-10-28T23:00:00+08:00', endAt: '2026-10-29T01:00:00+08:00' });
    expect(planBody({ ...draft, when: { date: '2026-10-28', from: '09:00', to: '11:30' } })).toMatchObject({
      endAt: '2026-10-28T11:30:00+08:00',
    });
  });

  it('parts links into the project and the agreements', () => {
    expect(planBody(draft)).toMatchObject({ projectId: 'p', agreementIds: ['x', 'y'], coHostUnitIds: ['b'] });
  });

  it('leaves out a host from which nobody came, and what nobody filled in', () => {
    const body = recordBody(draft, undefined);
    expect(body.participations).toEqual([
      { unitId: 'a', onSite: 12, remote: 0 },
      { unitId: 'z', onSite: 3, remote: 2, partyMembers: 4 },
      { guest: { name: '示例外单位' }, onSite: 1, remote: 0 },
    ]);
    expect(body).not.toHaveProperty('form');
    expect(body).not.toHaveProperty('planId');
  });

  it('says for whom only while it is one of the hosts', () => {
    expect(planBody({ ...draft, onBehalfOfUnitId: 'b' })).toMatchObject({ onBehalfOfUnitId: 'b' });
    expect(planBody({ ...draft, onBehalfOfUnitId: 'gone' })).not.toHaveProperty('onBehalfOfUnitId');
  });
});

describe('the grid', () => {
  it('gives every host a line at the top', () => {
    const lines: Line[] = [{ key: '1', unitId: 'z', onSite: 3 }];
    expect(withHosts(lines, ['a', 'z']).map(({ unitId }) => unitId)).toEqual(['a', 'z']);
  });

  it('keeps who hosts no more only where there are numbers', () => {
    const lines: Line[] = [
      { key: 'host-a', unitId: 'a', onSite: 5 },
      { key: 'host-b', unitId: 'b' },
    ];
    expect(withHosts(lines, ['c']).map(({ unitId }) => unitId)).toEqual(['c', 'a']);
  });
});

describe('links', () => {
  it('name one project at most: the last chosen', () => {
    expect(linksChosen(['project:p', 'agreement:x', 'project:q'])).toEqual(['agreement:x', 'project:q']);
  });
});

describe('a plan', () => {
  it('fills the form as it was planned', () => {
    const plan = {
      ...{ councilId: 'c', title: '示例', kind: 'FORUM' as const, form: null, place: '示例广场', leadHostUnitId: 'a' },
      ...{ startAt: '2026-10-28T16:30:00.000Z', endAt: '2026-10-28T18:00:00.000Z', coTags: [], projectId: 'p' },
      hosts: [
        { unitId: 'a', districtCode: '320102' },
        { unitId: 'b', districtCode: '320104' },
      ],
      agreementIds: ['x'],
    };
    expect(draftOf(plan)).toMatchObject({
      when: { date: '2026-10-29', from: '00:30', to: '02:00' },
      coHostUnitIds: ['b'],
      links: ['project:p', 'agreement:x'],
    });
  });

  it('may end on another day', () => {
    expect(whenOf('2026-10-28T14:00:00.000Z', '2026-10-28T17:00:00.000Z')).toEqual({
      ...{ date: '2026-10-28', from: '22:00', to: '01:00', endDate: '2026-10-29' },
    });
  });
});

describe('a refused field', () => {
  it('is found in the form', () => {
    expect(formFieldOf('participations.2.onSite')).toBe('participations');
    expect(formFieldOf('endAt')).toBe('when');
    expect(formFieldOf('agreementIds.0')).toBe('links');
    expect(formFieldOf('title')).toBeUndefined();
    expect(lineOf('participations.2.onSite')).toBe(3);
    expect(lineOf('participations')).toBeUndefined();
  });
});
