import { bodyCheckChar, usccCheckChar } from '@lianjian/kernel/uscc';
import { checkUscc, normalUscc } from './uscc-check';

// Made up, with right check characters.
const BODY = 'MA1XYUMC';
const UNCHECKED = `91320106${BODY}${bodyCheckChar(BODY)}`;
const RIGHT = UNCHECKED + usccCheckChar(UNCHECKED);

describe('What is said about a code while it is typed', () => {
  it('says nothing about nothing', () => {
    expect(checkUscc('')).toEqual({ kind: 'EMPTY' });
    expect(checkUscc(undefined)).toEqual({ kind: 'EMPTY' });
  });

  it('counts what is missing and what is too much', () => {
    expect(checkUscc(RIGHT.slice(0, 15))).toEqual({ kind: 'SHORT', missing: 3 });
    expect(checkUscc(`${RIGHT}1`)).toEqual({ kind: 'LONG', extra: 1 });
  });

  it('names the letters that no code has', () => {
    expect(checkUscc('9132O')).toEqual({ kind: 'CHARACTER', character: 'O' });
  });

  it('knows a wrong check character', () => {
    const other = RIGHT.endsWith('0') ? '1' : '0';
    expect(checkUscc(RIGHT.slice(0, 17) + other)).toEqual({ kind: 'WRONG' });
  });

  it('takes blanks, hyphens, small and full-width letters as typing', () => {
    expect(normalUscc(` ${RIGHT.slice(0, 4)} ${RIGHT.slice(4, 8)}-${RIGHT.slice(8).toLowerCase()}`)).toBe(RIGHT);
    expect(normalUscc('９１３２')).toBe('9132');
  });

  it('says by whom a right one was registered, and as what', () => {
    expect(checkUscc(RIGHT.toLowerCase())).toEqual({ kind: 'RIGHT', registrar: '工商', category: '企业' });
  });
});
