import type { Schemas } from '../api/client';
import { useLabels } from '../language/labels';
import { useText } from '../language/language';

type Authority = Schemas['Project']['registeringAuthority'];

/** Who registers a project, in words; the codes alone say too little in English. */
export function useAuthorityName(): (code: Authority) => string {
  const t = useText();
  const { label } = useLabels();
  return (code) =>
    t(
      label('registeringAuthorities', code),
      code === 'CITY' ? 'The city’s organization department' : 'The lead district’s organization department',
    );
}
