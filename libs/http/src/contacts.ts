import type { Contact } from '@lianjian/kernel/fields';
import type { RequestContext } from './request-context.js';

/**
 * The port to the liaisons of units, who are kept outside of events so that they can be forgotten. An abstract class,
 * so the type is the injection token.
 */
export abstract class Contacts {
  /** Keeps a contact under a reference that an event may carry; the same reference again replaces it. */
  abstract put(ref: string, unitId: string, contact: Contact, context: Pick<RequestContext, 'at'>): Promise<void>;

  /** Forgets every contact of the unit but this one; all of them without one. */
  abstract keepOnly(unitId: string, ref?: string): Promise<void>;

  /** The contact, and a line in the log of who read it; undefined for one that was forgotten. */
  abstract read(
    ref: string,
    context: Pick<RequestContext, 'actor' | 'at' | 'correlationId'>,
  ): Promise<Contact | undefined>;
}
