import fc from 'fast-check';
import { refreshTokenAmong } from './session-cookie.js';

const TOKEN = 'Abc_-'.repeat(8).slice(0, 40).padEnd(43, '0');

describe('The refresh token among cookies', () => {
  it.each([
    ['alone', `lianjian_session=${TOKEN}`],
    ['between others', `theme=dark; lianjian_session=${TOKEN}; lang=zh`],
    ['without the blanks', `theme=dark;lianjian_session=${TOKEN};lang=zh`],
    ['after one that was emptied', `lianjian_session=; lianjian_session=${TOKEN}`],
  ])('is found %s', (_, cookies) => {
    expect(refreshTokenAmong(cookies)).toBe(TOKEN);
  });

  it.each([
    ['no cookies', undefined],
    ['empty cookies', ''],
    ['another name', `session=${TOKEN}`],
    ['a name that ends alike', `x-lianjian_session=${TOKEN}`],
    ['a name in another case', `Lianjian_Session=${TOKEN}`],
    ['a value too short', `lianjian_session=${TOKEN.slice(1)}`],
    ['a value too long', `lianjian_session=${TOKEN}0`],
    ['a quoted value', `lianjian_session="${TOKEN}"`],
    ['a value of other characters', `lianjian_session=${TOKEN.slice(1)}%`],
    ['the name within a value', `a=lianjian_session=${TOKEN}`],
  ])('is not found in %s', (_, cookies) => {
    expect(refreshTokenAmong(cookies)).toBeUndefined();
  });

  it('is text of a token or nothing, whatever the header says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (noise) => {
        expect(refreshTokenAmong(`${noise}; lianjian_session=${noise}`)).toBeUndefined();
        expect(refreshTokenAmong(`${noise}; lianjian_session=${TOKEN}`)).toBe(TOKEN);
      }),
    );
  });
});
