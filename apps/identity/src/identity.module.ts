import { AccessTokens } from '@lianjian/http/access-tokens';
import { Contacts } from '@lianjian/http/contacts';
import { Sessions } from '@lianjian/http/sessions';
import type { DynamicModule, Type } from '@nestjs/common';
import { AccountController } from './account.controller.js';
import { Account } from './account.entity.js';
import { AccountLogEntry } from './account-log.entity.js';
import { Accounts } from './accounts.js';
import { ContactRead, ContactRow } from './contact.entity.js';
import { IdentitySettings } from './identity-settings.js';
import { Mandates } from './mandates.js';
import { Identity1790000000000 } from './migrations/1790000000000-identity.js';
import { SessionController } from './session.controller.js';
import { RefreshToken, Session } from './session.entity.js';
import { Setup } from './setup.js';
import { SetupToken } from './setup-token.entity.js';
import { SignIn } from './sign-in.js';
import { SqlContacts } from './sql-contacts.js';
import { SqlSessions } from './sql-sessions.js';

/** What the data source of this service must know. */
export const identityEntities = [Account, AccountLogEntry, Session, RefreshToken, SetupToken, ContactRow, ContactRead];
export const identityMigrations = [Identity1790000000000];

type Settings = Readonly<{ tokens: AccessTokens; settings: IdentitySettings }>;

/** Accounts, sessions, mandates and contacts. */
export class IdentityModule {
  /** `infrastructure` exports `EventStore` and TypeORM's `DataSource`. */
  static on(infrastructure: Type | DynamicModule, { tokens, settings }: Settings): DynamicModule {
    return {
      module: IdentityModule,
      imports: [infrastructure],
      controllers: [SessionController, AccountController],
      providers: [
        { provide: AccessTokens, useValue: tokens },
        { provide: IdentitySettings, useValue: settings },
        { provide: Sessions, useExisting: SqlSessions },
        { provide: Contacts, useClass: SqlContacts },
        SqlSessions,
        Accounts,
        Mandates,
        Setup,
        SignIn,
      ],
      exports: [Sessions, Contacts, Accounts, Mandates, Setup],
    };
  }
}
