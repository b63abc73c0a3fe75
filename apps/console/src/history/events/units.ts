import { type At, inside, one, type Shape, silent, whenTrue } from '../fields';
import { code, council, district, listOf, phrase, text } from '../values';
import { effectiveOn, reason, type Telling, theDistrict, theUnit } from './telling';

const unitProfile: Shape = {
  partyOrgName: one('党组织名称', 'Party organization'),
  partyOrgType: one('党组织类型', 'Type', code('partyOrgTypes')),
  hostKind: one('所在单位情况', 'Kind of host', code('hostKinds')),
  hostEntities: one(
    '所在单位',
    'Host entities',
    listOf(phrase((host, words) => [text(host.name, words), text(host.uscc, words)], ' ')),
  ),
  unitKind: one('单位类别', 'Kind of unit', code('unitKinds')),
  subdistrictCode: one('街道代码', 'Subdistrict code'),
  superiorOrgName: one('上级党组织', 'Superior organization'),
  address: one('地址', 'Address'),
  memberCountBand: one('党员人数', 'Party members', code('memberCountBands')),
};

/** How the events of units are told, by type. */
export const units: Readonly<Record<string, Telling>> = {
  UnitRegistered: {
    shape: {
      unitId: silent,
      unitNo: one('单位编号', 'Number'),
      districtCode: theDistrict('属地', 'District'),
      councilId: one('拟加入联席会', 'For the council', council),
      contactRef: silent,
      registeredOn: silent,
      profile: inside(unitProfile, 'profile.'),
    },
  },
  UnitRecommended: {
    shape: {
      councilId: one('推荐加入', 'Recommended to', council),
      districtCode: theDistrict('推荐区', 'By the district'),
      basis: one('推荐依据', 'Basis'),
      recommendedBy: silent,
      recommendedOn: silent,
    },
  },
  UnitActivated: { shape: { councilId: one('联席会', 'Council', council), effectiveOn } },
  UnitProfileCorrected: { changes: 'some', shape: { changes: inside(unitProfile, 'profile.'), reason } },
  UnitContactChanged: { shape: { contactRef: silent } },
  UnitTransferRequested: {
    shape: {
      from: theDistrict('迁出区', 'From'),
      to: theDistrict('迁入区', 'To'),
      effectiveOn,
      requestedBy: silent,
      reason,
    },
  },
  UnitTransferDeclined: {
    shape: { from: theDistrict('迁出区', 'From'), to: theDistrict('迁入区', 'To'), reason },
  },
  UnitDistrictTransferred: {
    shape: {
      from: silent,
      to: (to, { words, data }: At) => [
        {
          key: 'districtCode',
          label: [words.t('属地', 'District')],
          before: district(data.from, words),
          value: district(to, words),
        },
      ],
      effectiveOn,
      requestedBy: silent,
      acceptedBy: silent,
      reason,
    },
  },
  UnitSuspended: { shape: { effectiveOn, reason } },
  UnitReactivated: { shape: { effectiveOn, reason } },
  UnitWithdrawn: { shape: { effectiveOn, reason, closed: whenTrue('单位已注销', 'The unit is closed') } },
  UnitMerged: { shape: { intoUnitId: theUnit('并入', 'Into'), effectiveOn, reason } },
};
