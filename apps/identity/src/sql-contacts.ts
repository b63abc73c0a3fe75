import { Contacts } from '@lianjian/http/contacts';
import type { RequestContext } from '@lianjian/http/request-context';
import type { Contact } from '@lianjian/kernel/fields';
import { Injectable } from '@nestjs/common';
import { DataSource, Not } from 'typeorm';
import { ContactRead, ContactRow } from './contact.entity.js';

@Injectable()
export class SqlContacts extends Contacts {
  constructor(private readonly db: DataSource) {
    super();
  }

  async put(ref: string, unitId: string, contact: Contact, { at }: Pick<RequestContext, 'at'>): Promise<void> {
    await this.db.manager.upsert(ContactRow, { ref, unitId, ...contact, updatedAt: new Date(at) }, ['ref']);
  }

  async keepOnly(unitId: string, ref?: string): Promise<void> {
    await this.db.manager.delete(ContactRow, ref === undefined ? { unitId } : { unitId, ref: Not(ref) });
  }

  async read(
    ref: string,
    { actor, at, correlationId }: Pick<RequestContext, 'actor' | 'at' | 'correlationId'>,
  ): Promise<Contact | undefined> {
    // One transaction: nobody sees a contact without leaving a line.
    return this.db.transaction(async (manager) => {
      const row = await manager.findOneBy(ContactRow, { ref });
      if (!row) return undefined;
      await manager.insert(ContactRead, {
        contactRef: ref,
        unitId: row.unitId,
        accountId: actor.accountId,
        mandateId: actor.mandateId,
        at: new Date(at),
        correlationId,
      });
      return { displayName: row.displayName, workPhone: row.workPhone };
    });
  }
}
