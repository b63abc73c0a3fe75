import type { BodyOf } from '../api/body';

export type NewUnit = BodyOf<'registerUnit'>;
export type Profile = Omit<NewUnit, 'districtCode' | 'councilId' | 'contactRef'>;
type Host = NewUnit['hostEntities'][number];

/** Without what was left empty: an optional code or subdistrict that is an empty text is none. */
export function withoutBlanks<Values extends Partial<Profile>>(values: Values): Values {
  const { subdistrictCode, hostEntities, ...rest } = values;
  return {
    ...rest,
    ...(hostEntities ? { hostEntities: hostEntities.map(host) } : {}),
    ...(subdistrictCode ? { subdistrictCode } : {}),
  } as Values;
}

const host = ({ name, uscc }: Host): Host => ({ name, ...(uscc ? { uscc } : {}) });
