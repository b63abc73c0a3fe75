import { successorOf } from '@lianjian/kernel/divisions';
import type { BusinessDate } from '@lianjian/kernel/time';
import type { ActivityFact, HostFact, UnitFact } from './facts.js';
import { districtOn } from './members.js';

/** AS_WAS 当期口径: as it was on the day. RESTATED 现行口径: everything in today's districts and units (C9). */
export const historyModes = { AS_WAS: '当期口径', RESTATED: '现行口径' } as const;
export type HistoryMode = keyof typeof historyModes;

/** Puts facts into the terms of a history mode, so that no measure has to know which one it is. */
export type Terms = Readonly<{
  mode: HistoryMode;
  /** The unit that stands for this one: itself, or today's survivor of its mergers (E25). */
  unitOf: (unitId: string) => string;
  /** The district of a unit, or the recorded code where there is no such unit. */
  districtOf: (unitId: string | undefined, recorded: string, on: BusinessDate) => string;
  /** The code that stands for this one: itself, or its successor (E4). */
  division: (code: string) => string;
  unit: (unit: UnitFact) => UnitFact;
  activity: (activity: ActivityFact) => ActivityFact;
}>;

/** The terms of a mode, as of a day. */
export function termsOf(mode: HistoryMode, units: readonly UnitFact[], today: BusinessDate): Terms {
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  return mode === 'AS_WAS' ? asWas(byId) : restated(byId, today);
}

type UnitsById = ReadonlyMap<string, UnitFact>;

const asWas = (units: UnitsById): Terms => ({
  mode: 'AS_WAS',
  unitOf: (unitId) => unitId,
  districtOf(unitId, recorded, on) {
    const unit = unitId === undefined ? undefined : units.get(unitId);
    return unit ? districtOn(unit, on) : recorded;
  },
  division: (code) => code,
  unit: (unit) => unit,
  activity: (activity) => activity,
});

function restated(units: UnitsById, today: BusinessDate): Terms {
  const division = (code: string) => successorOf(code, today);

  function survivorOf(unitId: string): string {
    const seen = new Set<string>();
    let id = unitId;
    while (!seen.has(id)) {
      seen.add(id);
      const end = units.get(id)?.end;
      if (end?.into === undefined || end.on > today || !units.has(end.into)) break;
      id = end.into;
    }
    return id;
  }

  function districtOf(unitId: string | undefined, recorded: string): string {
    const unit = unitId === undefined ? undefined : units.get(survivorOf(unitId));
    return division(unit ? districtOn(unit, today) : recorded);
  }

  const host = ({ unitId, district }: HostFact): HostFact => ({
    unitId: survivorOf(unitId),
    district: districtOf(unitId, district),
  });

  return {
    mode: 'RESTATED',
    unitOf: survivorOf,
    districtOf,
    division,
    unit: (unit) => ({
      ...unit,
      districts: unit.districts.slice(0, 1).map((first) => ({ ...first, code: division(districtOn(unit, today)) })),
    }),
    activity: (activity) => ({
      ...activity,
      leadHost: host(activity.leadHost),
      hosts: activity.hosts.map(host),
      participations: activity.participations.map((participation) => ({
        ...participation,
        ...(participation.unitId !== undefined && { unitId: survivorOf(participation.unitId) }),
        ...(participation.district !== undefined && {
          district: districtOf(participation.unitId, participation.district),
        }),
      })),
    }),
  };
}
