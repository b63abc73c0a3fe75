import { held, planned } from '@lianjian/activities/examples';
import { rowsOf } from '@lianjian/projections/testing';
import { proposed, registered } from '@lianjian/projects/testing';
import { streamOf } from '../testing-events.js';
import { searchView } from './search.view.js';
import { soughtOf, wordsOf } from './words.js';

const ID = 'f0000000-0000-4000-8000-000000000001';

describe('What something is found by', () => {
  it('keeps its kind apart from others of the same id, and its number once it has one', () => {
    expect(rowsOf(searchView, ...streamOf(`project-${ID}`, proposed()))).toMatchObject({
      [`${ID}/project`]: { kind: 'project', code: null, title: '示例·首店孵化导师团', datedOn: '2026-03-01' },
    });
    const [row] = Object.values(rowsOf(searchView, ...streamOf(`project-${ID}`, proposed(), registered())));
    expect(row).toMatchObject({
      code: 'XM-320106-2026-0001',
      words: expect.stringContaining('\txm-320106-2026-0001\t'),
    });
  });

  it('is what it was where a record says no more than the plan', () => {
    const [plan] = streamOf(`activity-${ID}`, planned());
    const before = rowsOf(searchView, plan as never)[`${ID}/activity`];
    const event = { ...held(), stream: `activity-${ID}`, streamId: ID } as never;
    expect(searchView.project(before, event, `${ID}/activity`)).toBeUndefined();
  });
});

describe('The words of a name', () => {
  it.each([
    ['新街口商圈', 'xinjiekoushangquan', 'xjksq'],
    ['示例银行', 'shiliyinhang', 'slyh'],
    ['重庆长江路', 'chongqingchangjianglu', 'cqcjl'],
    ['绿地·Ａ座12号', 'lvdiazuo12hao', 'ldaz12h'],
    ['𠮷野家', expect.any(String), expect.stringMatching(/^𠮷|^j/u)],
  ])('of %s are its pinyin and its first letters', (name, full, initials) => {
    const [, sound, first] = wordsOf(name, []).split(/[\v\f\t]/);
    expect([sound, first]).toEqual([full, initials]);
  });

  it('are sought as they are written; by sound only where letters and digits were typed', () => {
    expect(soughtOf(' Xin  Jie kou ')).toEqual({ name: 'xin jie kou', sound: 'xinjiekou' });
    expect(soughtOf("LÜ'DI")).toEqual({ name: "lü'di", sound: 'lvdi' });
    expect(soughtOf('100%')).toEqual({ name: '100%', sound: '' });
    expect(soughtOf('新jie')).toEqual({ name: '新jie', sound: '' });
  });
});
