import 'reflect-metadata';
import { createPrivateKey, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { agreementCommands } from '@lianjian/agreements/commands';
import type { AgreementTerms } from '@lianjian/agreements/terms';
import { AccessTokens } from '@lianjian/http/access-tokens';
import { parse } from '@lianjian/http/parse';
import { Remembered } from '@lianjian/http/remembered';
import { id } from '@lianjian/kernel/fields';
import { businessDateOf } from '@lianjian/kernel/time';
import {
  Body,
  type CanActivate,
  Controller,
  type ExecutionContext,
  ForbiddenException,
  HttpCode,
  Injectable,
  Module,
  NotFoundException,
  Param,
  Post,
  Req,
  UnauthorizedException,
  UnprocessableEntityException,
  UseGuards,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import type { z } from 'zod';

/*
 * What the same signature takes in a service that keeps rows and an audit table and no events: the peer of
 * `command.bench`. It is written to be as quick as such a service can decently be.
 */

@Entity('agreement')
export class Agreement {
  @PrimaryColumn('uuid') id!: string;
  @Column('jsonb') terms!: AgreementTerms;
  @Column('text', { name: 'content_hash', nullable: true }) contentHash!: string | null;
  @Column('text') status!: string;
  @Column('jsonb') signatures!: readonly Readonly<{ unitId: string; on: string }>[];
  @Column('text', { name: 'signed_on', nullable: true }) signedOn!: string | null;
  @Column('int') version!: number;
}

@Entity('unit')
export class Unit {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') status!: string;
}

@Entity('mandate')
export class Mandate {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'unit_id' }) unitId!: string;
}

@Entity('audit')
export class AuditEntry {
  @PrimaryColumn('uuid') id!: string;
  @Column('timestamptz') at!: Date;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('uuid', { name: 'agreement_id' }) agreementId!: string;
  @Column('text') action!: string;
  @Column('jsonb') detail!: object;
}

export const plainEntities = [Agreement, Unit, Mandate, AuditEntry];

type Signer = Readonly<{ accountId: string; unitId: string }>;
type Request = { headers: Readonly<Record<string, string | undefined>>; signer: Signer };

/** Verifies the same tokens, and looks the mandate up as often as the real guard does. */
@Injectable()
class SignerGuard implements CanActivate {
  private readonly recent = new Remembered<Signer>(900);

  constructor(
    private readonly tokens: AccessTokens,
    private readonly db: DataSource,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const token = request.headers.authorization?.slice('Bearer '.length) ?? '';
    const claims = await this.tokens.verify(token, new Date().toISOString());
    if (!claims) throw new UnauthorizedException();
    const signer = this.recent.get(claims.mandateId) ?? (await this.signerOf(claims.mandateId));
    this.recent.set(claims.mandateId, signer);
    request.signer = signer;
    return true;
  }

  private async signerOf(mandateId: string): Promise<Signer> {
    const mandate = await this.db.manager.findOneBy(Mandate, { id: mandateId });
    if (!mandate) throw new ForbiddenException();
    return { accountId: mandate.accountId, unitId: mandate.unitId };
  }
}

@Controller('api/v1/agreements')
@UseGuards(SignerGuard)
class AgreementController {
  constructor(private readonly db: DataSource) {}

  @Post(':id/signatures')
  @HttpCode(200)
  sign(
    @Param('id', parse(id)) agreementId: string,
    @Body(parse(agreementCommands.SignAgreement)) data: z.output<typeof agreementCommands.SignAgreement>,
    @Req() { signer: { accountId, unitId } }: Request,
  ): Promise<Readonly<{ id: string; version: number }>> {
    const at = new Date();
    const on = businessDateOf(at.toISOString());
    return this.db.transaction(async (manager) => {
      const agreement = await manager.findOne(Agreement, {
        where: { id: agreementId },
        lock: { mode: 'pessimistic_write' },
      });
      if (!agreement) throw new NotFoundException();
      const { terms, contentHash, signatures, version } = agreement;
      if (!terms.parties.some((party) => party.unitId === unitId)) throw new ForbiddenException();
      if (contentHash === null || data.contentHash !== contentHash) throw new UnprocessableEntityException();
      if (signatures.some((signature) => signature.unitId === unitId)) return { id: agreementId, version };
      const unit = await manager.findOneBy(Unit, { id: unitId });
      if (unit?.status !== 'ACTIVE' || on > terms.termTo) throw new UnprocessableEntityException();

      const signed = [...signatures, { unitId, on }];
      const isLast = signed.length === terms.parties.length;
      await manager.update(
        Agreement,
        { id: agreementId },
        {
          signatures: signed,
          status: isLast ? (terms.termFrom > on ? 'SIGNED' : 'ACTIVE') : 'PARTIALLY_SIGNED',
          signedOn: isLast ? on : null,
          version: version + 1,
        },
      );
      await manager.insert(AuditEntry, {
        id: randomUUID(),
        at,
        accountId,
        agreementId,
        action: 'sign',
        detail: { unitId, ...data, partiesSigned: signed.length },
      });
      return { id: agreementId, version: version + 1 };
    });
  }
}

const tokens = new AccessTokens(
  createPrivateKey(readFileSync(process.env.TOKEN_KEY_FILE as string)),
  'lianjian',
  Number(process.env.TOKEN_MINUTES) * 60,
);

@Module({
  imports: [
    TypeOrmModule.forRoot({
      type: 'postgres',
      url: process.env.DATABASE_URL,
      entities: plainEntities,
      synchronize: true,
      poolSize: 20,
    }),
  ],
  controllers: [AgreementController],
  providers: [{ provide: AccessTokens, useValue: tokens }, SignerGuard],
})
class PlainModule {}

const app = await NestFactory.create<NestFastifyApplication>(PlainModule, new FastifyAdapter(), { logger: ['error'] });
app.enableShutdownHooks();
await app.listen(Number(process.env.PORT), '127.0.0.1');
console.log(await app.getUrl());
