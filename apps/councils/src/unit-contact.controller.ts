import { EventStore } from '@lianjian/event-sourcing/event-store';
import { load } from '@lianjian/event-sourcing/execute';
import { answer, type CommandAnswer } from '@lianjian/http/command-answer';
import { Contacts } from '@lianjian/http/contacts';
import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { type Contact, contact, id } from '@lianjian/kernel/fields';
import { within } from '@lianjian/permissions/actor';
import { unit } from '@lianjian/units/decider';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ToUnit } from './unit.handler.js';

/** The liaison's name and work phone: an ordinary row that can be erased; the unit's stream holds only its reference. */
@Controller('units/:id/contact')
export class UnitContactController {
  constructor(
    private readonly bus: CommandBus,
    private readonly store: EventStore,
    private readonly contacts: Contacts,
  ) {}

  @Put()
  @Operation('changeUnitContact', { summary: '设定或更换联络员' })
  async change(
    @Body(parse(contact)) data: Contact,
    @Context() context: RequestContext,
    @Param('id', parse(id)) unitId: string,
  ): Promise<CommandAnswer> {
    const contactRef = context.newId('contact');
    // The event first: it is what asks for permission. A crash before the row is made good by a retry with the same key.
    const changed = await this.bus.execute(
      new ToUnit(unitId, { type: 'ChangeUnitContact', data: { contactRef } }, context),
    );
    await this.contacts.put(contactRef, unitId, data, context);
    await this.contacts.keepOnly(unitId, contactRef);
    return answer(unitId, changed);
  }

  @Get()
  @Operation('getUnitContact', { summary: '查看联络员（查看留有记录）', response: contact })
  async read(@Param('id', parse(id)) unitId: string, @Context() context: RequestContext): Promise<Contact> {
    const { state } = await load(this.store, unit, unitId);
    const found =
      state?.contactRef && within(context.actor, unit.audience(state))
        ? await this.contacts.read(state.contactRef, context)
        : undefined;
    if (!found) throw notFound();
    return found;
  }
}
