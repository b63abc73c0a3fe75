import { one, silent } from '../fields';
import { code, council, type Data, date, district, unit } from '../values';
import { joined, type Pieces, type Words } from '../words';
import { reason, type Telling } from './telling';

const scopeOf = ({ role, scope }: Data, words: Words): Pieces => {
  if (scope === '*') return [];
  const kind = role === 'COORD' ? council : role === 'UNIT' ? unit : district;
  return kind(scope, words);
};

/** How the events of mandates are told, by type. */
export const mandates: Readonly<Record<string, Telling>> = {
  MandateGranted: {
    shape: {
      role: one('角色', 'Role', code('roles')),
      scope: (_, { words, data }) => {
        const value = scopeOf(data, words);
        return value.length === 0 ? [] : [{ key: 'scope', label: [words.t('范围', 'Scope')], value }];
      },
      from: one('任职自', 'From', date),
      to: one('任职至', 'Last day', date),
      basis: one('任职依据', 'Basis'),
      mandateId: (id, { words, data }) => [
        {
          key: `mandate.${String(id)}`,
          label: [],
          value: joined([code('roles')(data.role, words), scopeOf(data, words)], ' '),
          isQuiet: true,
        },
      ],
      accountId: silent,
      grantedBy: silent,
    },
  },
  MandateRevoked: {
    shape: {
      mandateId: (id, { words, known }) => {
        const value = known.get(`mandate.${String(id)}`);
        return value ? [{ key: 'revoked', label: [words.t('任职授权', 'Mandate')], value }] : [];
      },
      effectiveOn: one('自此日起终止', 'Ends on', date),
      reason,
    },
  },
};
