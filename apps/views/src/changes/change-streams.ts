import { Readable } from 'node:stream';
import { ProblemError } from '@lianjian/http/problem';
import type { Actor } from '@lianjian/permissions/actor';
import { whereAsOf } from '@lianjian/projections/as-of';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { where } from '../reading.js';
import { subjects } from '../subjects.js';
import { opened, type Subject, seesDrafts, visible } from '../visibility.js';
import { EventStream, type Sending } from './event-stream.js';
import { type Change, ViewChanges } from './view-changes.js';

/** How much is done at once and how often. An abstract class, so the type is the injection token. */
export abstract class ChangeStreamLimits {
  abstract readonly streamsPerAccount: number;
  abstract readonly streams: number;
  /** How long changes are gathered, so that they are looked up together. */
  abstract readonly gatherMs: number;
  /** How many of them are worth looking up. */
  abstract readonly changes: number;
  abstract readonly heartbeatMs: number;
}

export const changeStreamLimits: ChangeStreamLimits = {
  streamsPerAccount: 5,
  streams: 1_000,
  gatherMs: 200,
  changes: 500,
  heartbeatMs: 15_000,
};

/** Who reads, and whether he still may. */
export type Reader = Readonly<{ actor: Actor; isStillAdmitted: () => Promise<boolean> }>;

type Open = Readonly<Reader & { stream: EventStream; heart: NodeJS.Timeout }>;

/** Instead of the type of an event that the reader may not read. */
const SOMETHING = 'Changed';

/** Lookups at a time: the database has others to answer, too. */
const AT_ONCE = 4;

/**
 * Tells everyone who listens of the changes that he may see, soon after the views have taken them in. A change is told
 * by the subject's name alone; what it is like now the reader asks as ever.
 */
@Injectable()
export class ChangeStreams implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly open = new Set<Open>();
  private readonly logger = new Logger('changes');
  private gathered = new Map<string, Change>();
  private areTooMany = false;
  private gathering: NodeJS.Timeout | undefined;
  private telling: Promise<void> | undefined;
  private isStopping = false;
  private unsubscribe = () => {};

  constructor(
    private readonly db: DataSource,
    private readonly changes: ViewChanges,
    private readonly limits: ChangeStreamLimits,
  ) {}

  onApplicationBootstrap(): void {
    this.unsubscribe = this.changes.listen((changes) => this.gather(changes));
  }

  /** The server's connections end with the streams on them, so it can stop at once. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    this.unsubscribe();
    clearTimeout(this.gathering);
    for (const each of this.open) each.stream.end();
    await this.telling;
  }

  /** How many are reading. */
  get size(): number {
    return this.open.size;
  }

  /** A new stream, which tells of every change from now on. Of too many of one account the oldest ends. */
  read(reader: Reader, answer: Sending): Readable {
    // Who left while it was being found out who he is has closed already, and will not do so again.
    if (answer.destroyed) return Readable.from([]);
    const own = [...this.open].filter(({ actor }) => actor.accountId === reader.actor.accountId);
    for (const oldest of own.slice(0, Math.max(0, own.length - this.limits.streamsPerAccount + 1))) {
      oldest.stream.send({ event: 'bye', data: {} });
      this.close(oldest);
    }
    if (this.isStopping || this.open.size >= this.limits.streams) {
      throw new ProblemError(503, 'changes/too-many', '实时更新的连接已满，请稍后再试', { retryAfter: 10 });
    }
    const stream = new EventStream(answer);
    const heart = setInterval(() => void this.beat(opened), this.limits.heartbeatMs);
    const opened: Open = { ...reader, stream, heart };
    this.open.add(opened);
    answer.once('close', () => this.close(opened));
    stream.send({ event: 'ready', data: {} });
    return stream.body;
  }

  private close(closed: Open): void {
    clearInterval(closed.heart);
    this.open.delete(closed);
    closed.stream.end();
  }

  private async beat(reader: Open): Promise<void> {
    if (await this.mayGoOn(reader)) reader.stream.beat();
  }

  /** Ends the stream of whoever may not read it any more, or of whom that cannot be found out. */
  private async mayGoOn(reader: Open): Promise<boolean> {
    const may = await reader.isStillAdmitted().catch((error: Error) => {
      this.logger.warn({ message: 'cannot tell who may listen', reason: error.message });
      return false;
    });
    if (!may) this.close(reader);
    return may && this.open.has(reader);
  }

  private gather(changes: readonly Change[]): void {
    if (this.open.size === 0 || changes.length === 0) return;
    for (const change of changes) {
      if (this.areTooMany) break;
      // The last of each subject: of those that everybody may know of, and of those that not everybody may.
      this.gathered.set(`${isOfDraft(change)}/${change.kind}/${change.id}`, change);
      this.areTooMany = this.gathered.size > this.limits.changes;
    }
    if (this.areTooMany) this.gathered.clear();
    this.schedule();
  }

  private schedule(): void {
    if (this.telling || this.isStopping) return;
    this.gathering ??= setTimeout(() => {
      this.gathering = undefined;
      this.telling = this.tell().finally(() => {
        this.telling = undefined;
        if (this.gathered.size > 0 || this.areTooMany) this.schedule();
      });
    }, this.limits.gatherMs);
  }

  private async tell(): Promise<void> {
    const [changes, areTooMany] = [[...this.gathered.values()], this.areTooMany];
    this.gathered = new Map();
    this.areTooMany = false;

    const audiences = new Map<string, Open[]>();
    for (const reader of this.open) {
      const { role, scope } = reader.actor;
      audiences.set(`${role}/${scope}`, [...(audiences.get(`${role}/${scope}`) ?? []), reader]);
    }
    const queue = [...audiences.values()];
    const work = async () => {
      for (let readers = queue.pop(); readers; readers = queue.pop()) {
        await this.tellAudience(readers, areTooMany ? undefined : changes);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Readers of one scope; without the changes they are to start afresh. */
  private async tellAudience(readers: readonly Open[], changes: readonly Change[] | undefined): Promise<void> {
    const [{ actor }] = readers as [Open];
    if (actor.role === 'ADMIN') return;
    const seen =
      changes &&
      (await this.seenBy(actor, changes).catch((error: Error) => {
        this.logger.warn({ message: 'cannot tell who sees what', reason: error.message });
        return undefined;
      }));
    if (seen?.length === 0) return;
    for (const reader of readers) {
      if (!(await this.mayGoOn(reader))) continue;
      if (!seen) reader.stream.send({ event: 'reset', data: {} });
      for (const change of seen ?? []) reader.stream.send({ event: 'change', id: change.position, data: change });
    }
  }

  /** What is visible to him, one change a subject, in one query a kind; by which event only if he may read those. */
  private async seenBy(actor: Actor, changes: readonly Change[]): Promise<readonly Change[]> {
    const last = new Map<string, Change>();
    for (const change of changes) {
      if (isOfDraft(change) && !seesDrafts(actor)) continue;
      const name = `${change.kind}/${change.id}`;
      if ((last.get(name)?.version ?? 0) < change.version) last.set(name, change);
    }
    const byKind = new Map<Subject, string[]>();
    for (const { kind, id } of last.values()) byKind.set(kind, [...(byKind.get(kind) ?? []), id]);
    const isOpened = new Map<string, boolean>();
    for (const [kind, ids] of byKind) {
      const rows = this.db.getRepository(subjects[kind].rows).createQueryBuilder(kind).select(`${kind}.key`, 'key');
      rows.addSelect(`(${opened(actor, kind).sql})`, 'opened');
      const query = where(whereAsOf(rows), visible(actor, kind)).andWhere(`${kind}.key = ANY(:ids)`, { ids });
      const found = await query.getRawMany<{ key: string; opened: boolean }>();
      for (const { key, opened } of found) isOpened.set(`${kind}/${key}`, opened);
    }
    return [...last.values()].flatMap((change) => {
      const may = isOpened.get(`${change.kind}/${change.id}`);
      return may === undefined ? [] : [may ? change : { ...change, type: SOMETHING }];
    });
  }
}

/** Reports that are not published are told of to those only who may publish them, and to auditors. */
const isOfDraft = ({ type }: Change) => type === 'ReportGenerated' || type === 'ReportCorrectionIssued';
