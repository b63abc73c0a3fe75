import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

export const ACCOUNT_ACTIONS = [
  'created',
  'signed-in',
  'sign-in-failed',
  'locked',
  'signed-out',
  'refresh-token-reused',
  'password-changed',
  'password-reset',
  'disabled',
  'enabled',
] as const;

export type AccountAction = (typeof ACCOUNT_ACTIONS)[number];

/** What happened to an account, one row each, never changed. Ids only. */
@Entity({ schema: 'identity', name: 'account_log' })
export class AccountLogEntry {
  /** In the order of writing. */
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: string;
  @Column('uuid', { name: 'account_id' }) accountId!: string;
  @Column('text') action!: AccountAction;
  @Column('timestamptz') at!: Date;
  /** The account that did it; the account itself, unless an administrator. */
  @Column('text', { name: 'by_account_id' }) byAccountId!: string;
  @Column('text', { name: 'correlation_id' }) correlationId!: string;
}
