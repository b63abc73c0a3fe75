import { type At, each, type Field, type Line, one, silent, whenTrue } from './fields';
import { code, type Data, isData, listOf } from './values';
import { joined, type Pieces, type Words } from './words';

const keyOf = (participantKey: unknown) => `participation.${String(participantKey)}`;
const GUEST = /^guest-\d+$/;

/** Who took part: a unit, or a guest by the name that the participation once gave. */
function participantOf(key: unknown, { known, words }: Pick<At, 'known' | 'words'>): Pieces {
  const id = String(key);
  if (!GUEST.test(id)) return [{ kind: 'unit', id }];
  return known.get(`name.${id}`) ?? [words.t(`非登记单位${id.slice(6)}`, `Guest ${id.slice(6)}`)];
}

/** 现场4人次，线上1人次，其中党员4人次. */
function headcountsOf(data: Data, { t, number }: Words): Pieces {
  const counted = (value: unknown, zh: string, en: string): Pieces =>
    typeof value === 'number' ? [t(`${zh}${number(value)}人次`, `${number(value)} ${en}`)] : [];
  return joined(
    [
      counted(data.onSite, '现场', 'on site'),
      data.remote === 0 ? [] : counted(data.remote, '线上', 'remote'),
      counted(data.partyMembers, '其中党员', 'of them Party members'),
    ],
    t('，', ', '),
  );
}

/** One participation as it was recorded. */
function participationLines(data: Data, at: Pick<At, 'known' | 'words'>): Line[] {
  const { words } = at;
  const name = typeof data.guestName === 'string' ? data.guestName : undefined;
  const label: Pieces = name ? [name] : participantOf(data.key, at);
  const value = joined(
    [
      headcountsOf(data, words),
      typeof data.role === 'string' ? [words.label('participationRoles', data.role)] : [],
      typeof data.districtCodeAtDate === 'string' ? [words.district(data.districtCodeAtDate)] : [],
      data.external === true ? [words.t('非成员单位', 'not a member')] : [],
    ],
    words.t('，', ', '),
  );
  const counts = { key: `${keyOf(data.key)}.counts`, label, value: headcountsOf(data, words), isQuiet: true };
  const named = name ? [{ key: `name.${String(data.key)}`, label: [], value: [name], isQuiet: true }] : [];
  return [{ key: keyOf(data.key), label, value }, counts, ...named];
}

/** A participation as it stands on its own in the data. */
export const participation: Field = (value, at) => (isData(value) ? participationLines(value, at) : []);

/** All participations that a merger left. */
export const participations: Field = each(participationLines);

/** Counts of one participant, told beside what they were; `data.from` where the event says so itself. */
export const newCounts =
  (isSettled: boolean): Field =>
  (value, at) => {
    if (!isData(value)) return [];
    const { data, words, known } = at;
    const key = `${keyOf(data.participantKey)}.counts`;
    const before = isData(data.from) ? headcountsOf(data.from, words) : known.get(key);
    return [
      {
        key: isSettled ? key : `${key}.claimed`,
        label: participantOf(data.participantKey, at),
        value: headcountsOf(value, words),
        ...(before ? { before } : {}),
      },
    ];
  };

/** Whose participation it is about, where no counts say so. */
export const participant: Field = (value, at) => [
  { key: 'participant', label: [at.words.t('参与单位', 'Participant')], value: participantOf(value, at) },
];

/** The participants of a list, by their names. */
export const participantNames =
  (zh: string, en: string): Field =>
  (value, at) => {
    const names = Array.isArray(value) ? value.map((key) => participantOf(key, at)) : [];
    if (names.length === 0) return [];
    return [{ key: at.name, label: [at.words.t(zh, en)], value: joined(names, at.words.t('、', ', ')) }];
  };

/** The fields that accompany a recorded participation. */
export const recordedParticipation = {
  activityId: silent,
  participation,
  flags: one('提示', 'Worth a look', listOf(code('participationFlags'))),
  late: whenTrue('关账后补报', 'After the month was closed'),
  recordedBy: silent,
};
