import { queries, type Schemas } from '../api/client';
import { useLanguage } from './language';

type CodeList = keyof Schemas['CodeLists']['codeLists'];
type Option = { value: string; label: string };

export type Labels = Readonly<{
  /** What people read for a code: 实施中; in English the code itself in words. */
  label: (list: CodeList, code: string | null | undefined) => string;
  /** A code list for a select. */
  options: (list: CodeList) => Option[];
  districtName: (code: string | null | undefined) => string;
  districtOptions: Option[];
}>;

const inWords = (code: string) => {
  const words = code
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What the roles' codes stand for. */
const ROLES_IN_ENGLISH: Readonly<Record<string, string>> = {
  CITY: 'City organization department',
  DIST: 'District organization department',
  COORD: 'Office of the joint conference',
  UNIT: 'Member unit',
  AUDIT: 'Auditor',
  ADMIN: 'Administrator',
};

/** The service's code lists. They are read once: a new code comes with a new version of the console. */
export function useLabels(): Labels {
  const language = useLanguage();
  const { data } = queries.useQuery('get', '/code-lists', {}, { staleTime: 'static' });
  const worded = (list: CodeList, { code, label }: Readonly<{ code: string; label: string }>) =>
    language === 'zh' ? label : (list === 'roles' && ROLES_IN_ENGLISH[code]) || inWords(code);
  const options = (list: CodeList): Option[] =>
    (data?.codeLists[list] ?? []).map((each) => ({ value: each.code, label: worded(list, each) }));
  return {
    options,
    label: (list, code) => {
      const known = data?.codeLists[list]?.find((each) => each.code === code);
      return known ? worded(list, known) : code || '—';
    },
    districtName: (code) =>
      data?.districts.find((district) => district.code === code)?.name ??
      data?.districts.find(({ cityCode }) => cityCode === code)?.cityName ??
      code ??
      '—',
    districtOptions: (data?.districts ?? []).map(({ code, name, cityName }) => ({
      value: code,
      label: `${cityName}${name}`,
    })),
  };
}
