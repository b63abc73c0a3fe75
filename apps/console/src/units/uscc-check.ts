import { isUscc, USCC_CHARSET, usccCategory } from '@lianjian/kernel/uscc';

const LENGTH = 18;

/** What is to be said about a unified social credit code while it is typed. */
export type UsccCheck =
  | Readonly<{ kind: 'EMPTY' | 'WRONG' }>
  | Readonly<{ kind: 'SHORT'; missing: number }>
  | Readonly<{ kind: 'LONG'; extra: number }>
  | Readonly<{ kind: 'CHARACTER'; character: string }>
  | Readonly<{ kind: 'RIGHT'; registrar?: string; category?: string }>;

/** As it is written on the certificate: capitals, no blanks; full-width characters as their ordinary ones. */
export const normalUscc = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();

export function checkUscc(typed: string | undefined): UsccCheck {
  const code = normalUscc(typed ?? '');
  if (code === '') return { kind: 'EMPTY' };
  const stranger = [...code].find((character) => !USCC_CHARSET.includes(character));
  if (stranger) return { kind: 'CHARACTER', character: stranger };
  if (code.length < LENGTH) return { kind: 'SHORT', missing: LENGTH - code.length };
  if (code.length > LENGTH) return { kind: 'LONG', extra: code.length - LENGTH };
  return isUscc(code) ? { kind: 'RIGHT', ...usccCategory(code) } : { kind: 'WRONG' };
}
