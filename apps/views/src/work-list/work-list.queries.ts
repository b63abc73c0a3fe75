import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { businessDateOf } from '@lianjian/kernel/time';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Reading, readQuery } from '../reading.js';
import { activityWork } from './activity-work.js';
import { agreementWork, obligationWork } from './agreement-work.js';
import { councilWork } from './council-work.js';
import { duplicateWork } from './duplicate-work.js';
import { periodWork } from './period-work.js';
import { projectWork } from './project-work.js';
import { unitWork } from './unit-work.js';
import { type WorkItem, workList } from './work-item.js';
import { type Desk, itemOf, type Waiting, type WorkRule, waitingBy } from './work-rule.js';

const LIMIT = 200;
const FAMILIES = [unitWork, councilWork, agreementWork, obligationWork, projectWork, activityWork, periodWork];

/**
 * What waits for whoever asks: what the mandate may do now by the rules of the deciders, as far as the views know what
 * those ask for. Where they do not know who did the first of two steps (a disputed or corrected headcount), or whether
 * the acceptor of a project acts for its lead unit under another mandate, the item stays, and the decider says no.
 *
 * Left out on purpose: corrections of published reports, for which every figure would have to be computed anew; what
 * may be done at any time and waits for nobody; and what is the office's to do although the city or a district could.
 */
@Controller('work-list')
export class WorkListQueries {
  constructor(private readonly reading: Reading) {}

  @Get()
  @Operation('getWorkList', {
    summary: '待我办理的事项',
    description: '按当前职责列出，至多200项；有期限的在前，最早到期的最先。审计和系统管理员没有待办事项',
    response: workList,
  })
  async get(
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() { actor, at }: RequestContext,
  ): Promise<z.output<typeof workList>> {
    await this.reading.upTo(minPosition);
    const now = asOf ?? at;
    const desk = { actor, asOf, now, today: businessDateOf(now) };
    const found = await Promise.all([
      ...FAMILIES.map((rules) => this.waiting(rules, desk)),
      duplicateWork(this.reading.db, desk, LIMIT + 1),
    ]);
    const items = found.flat().sort(byUrgency);
    return { items: items.slice(0, LIMIT), more: items.length > LIMIT };
  }

  private async waiting(family: readonly WorkRule[], desk: Desk): Promise<WorkItem[]> {
    const rules = family.filter(({ roles }) => roles.includes(desk.actor.role));
    if (rules.length === 0) return [];
    const rows = await this.reading.rowsOf<Waiting & { rule: number }>(waitingBy(rules, desk, LIMIT + 1));
    return rows.map(({ rule, ...row }) => itemOf(row, rules[rule] as WorkRule, desk));
  }
}

const LAST = '9999';

/** What is due first, then what has waited longest; what has no such date comes last. */
function byUrgency(a: WorkItem, b: WorkItem): number {
  const [left, right] = [a, b].map(({ dueOn, since, key }) => `${dueOn ?? LAST} ${since ?? LAST} ${key}`);
  return (left as string) < (right as string) ? -1 : 1;
}
