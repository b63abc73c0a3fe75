import {
  activityForms,
  activityKinds,
  activityStatuses,
  coTags,
  participationFlags,
  participationRoles,
} from '@lianjian/activities/codes';
import { activityRefusals } from '@lianjian/activities/refusals';
import {
  agreementKinds,
  agreementSides,
  agreementStatuses,
  localities,
  measureUnits,
  partyLevels,
  reviewCadences,
  sharedResourceKinds,
  trades,
} from '@lianjian/agreements/codes';
import { agreementRefusals } from '@lianjian/agreements/refusals';
import {
  baselineOrigins,
  councilKinds,
  councilStatuses,
  leadLevels,
  meetingCadences,
  memberStatuses,
} from '@lianjian/councils/kinds';
import { councilRefusals } from '@lianjian/councils/refusals';
import type { Refusal } from '@lianjian/event-sourcing/errors';
import { Operation } from '@lianjian/http/operation';
import { STATUS_OF } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import type { CodeList } from '@lianjian/kernel/code-list';
import { cityOf, divisionName, divisions } from '@lianjian/kernel/divisions';
import { mandateRefusals } from '@lianjian/mandates/refusals';
import { reportCodes } from '@lianjian/periods/codes';
import { periodRefusals } from '@lianjian/periods/refusals';
import type { Role } from '@lianjian/permissions/actor';
import {
  beneficiaryGroups,
  budgetSources,
  claimStatuses,
  projectCategories,
  projectStatuses,
  registeringAuthorities,
} from '@lianjian/projects/codes';
import { projectRefusals } from '@lianjian/projects/refusals';
import { hostKinds, memberCountBands, partyOrgTypes, unitKinds, unitStatuses } from '@lianjian/units/kinds';
import { unitRefusals } from '@lianjian/units/refusals';
import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { eventLabels } from './event-labels.js';

const roles = {
  CITY: '市委组织部',
  DIST: '区委组织部',
  COORD: '联席会办公室',
  UNIT: '成员单位',
  AUDIT: '审计',
  ADMIN: '系统管理员',
  SYSTEM: '系统',
} as const satisfies Record<Role, string>;

const sources = {
  UI: '界面填写',
  API: '接口写入',
  IMPORT: '批量导入',
  BACKFILL: '历史补录',
  SYSTEM: '系统自动',
} as const satisfies CodeList;

/** Every list of codes by its name. What is in use is never removed, so a client may keep it for the day. */
const codeLists = {
  ...{ roles, sources, eventTypes: eventLabels, reportCodes },
  ...{ unitKinds, unitStatuses, partyOrgTypes, hostKinds, memberCountBands },
  ...{ councilKinds, councilStatuses, memberStatuses, leadLevels, meetingCadences, baselineOrigins },
  ...{ agreementKinds, agreementStatuses, agreementSides, measureUnits, reviewCadences, sharedResourceKinds },
  ...{ partyLevels, trades, localities },
  ...{ projectCategories, projectStatuses, claimStatuses, beneficiaryGroups, budgetSources, registeringAuthorities },
  ...{ activityKinds, activityForms, activityStatuses, coTags, participationRoles, participationFlags },
} satisfies Record<string, CodeList>;

type Entry = Readonly<{ refusal: Refusal; message: string; ruleId?: string; field?: string }>;

const refusals: Readonly<Record<string, Entry>> = {
  ...unitRefusals,
  ...councilRefusals,
  ...agreementRefusals,
  ...projectRefusals,
  ...activityRefusals,
  ...periodRefusals,
  ...mandateRefusals,
};

const codes = z.array(z.object({ code: z.string(), label: z.string() }));
const names = Object.keys(codeLists) as (keyof typeof codeLists)[];

const codeListsAnswer = z
  .object({
    codeLists: z.object(
      Object.fromEntries(names.map((name) => [name, codes])) as Record<(typeof names)[number], typeof codes>,
    ),
    districts: z.array(z.object({ code: z.string(), name: z.string(), cityCode: z.string(), cityName: z.string() })),
    refusals: z.array(
      z.object({
        code: z.string(),
        message: z.string(),
        status: z.int(),
        ruleId: z.string().nullable(),
        field: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'CodeLists' });

@Controller('code-lists')
export class CodeListQueries {
  @Get()
  @Operation('getCodeLists', { summary: '全部代码表、区划和规则提示', response: codeListsAnswer })
  get(@Context() { occurredOn: today }: RequestContext): z.output<typeof codeListsAnswer> {
    return {
      codeLists: Object.fromEntries(
        Object.entries(codeLists).map(([name, list]) => [
          name,
          Object.entries(list).map(([code, label]) => ({ code, label })),
        ]),
      ) as z.output<typeof codeListsAnswer>['codeLists'],
      districts: divisions
        .filter(
          ({ level, validFrom, validTo }) => level === 'DISTRICT' && validFrom <= today && (validTo ?? '9') > today,
        )
        .map(({ code, name }) => ({ code, name, cityCode: cityOf(code), cityName: divisionName(cityOf(code), today) }))
        .sort((a, b) => (a.code < b.code ? -1 : 1)),
      refusals: Object.entries(refusals).map(([code, { refusal, message, ruleId = null, field = null }]) => ({
        ...{ code, message, status: STATUS_OF[refusal], ruleId, field },
      })),
    };
  }
}
