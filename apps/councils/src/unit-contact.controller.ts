import { council } from '@lianjian/councils/decider';
import { membershipOn } from '@lianjian/councils/state';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import { load } from '@lianjian/event-sourcing/execute';
import { answer, type CommandAnswer } from '@lianjian/http/command-answer';
import { Contacts } from '@lianjian/http/contacts';
import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { type Contact, contact, id } from '@lianjian/kernel/fields';
import type { BusinessDate } from '@lianjian/kernel/time';
import { type Scope, within } from '@lianjian/permissions/actor';
import { unit } from '@lianjian/units/decider';
import { districtOn, recommendedTo, type Unit } from '@lianjian/units/state';
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
    const { state } = await load(this.store, unit, unitId);
    // A retry that comes late finds another contact in its place, and leaves it alone.
    if (state?.contactRef === contactRef) {
      await this.contacts.put(contactRef, unitId, data, context);
      await this.contacts.keepOnly(unitId, contactRef);
    }
    return answer(unitId, changed);
  }

  @Get()
  @Operation('getUnitContact', { summary: '查看联络员（查看留有记录）', response: contact })
  async read(@Param('id', parse(id)) unitId: string, @Context() context: RequestContext): Promise<Contact> {
    const { state } = await load(this.store, unit, unitId);
    const mayRead = state?.contactRef && within(context.actor, await this.readers(state, context.occurredOn));
    const found = mayRead ? await this.contacts.read(state.contactRef as string, context) : undefined;
    if (!found) throw notFound();
    return found;
  }

  /** Who has to do with the unit today: not the districts that it left, nor councils that it is not at work in. */
  private async readers(state: Unit, today: BusinessDate): Promise<Scope> {
    const district = districtOn(state, today);
    const councils = await Promise.all(
      recommendedTo(state).map(async (id) => ({ id, state: (await load(this.store, council, id)).state })),
    );
    const isMember = ({ state: of }: (typeof councils)[number]) => membershipOn(of, state.unitId, today) === 'ACTIVE';
    return {
      districts: district === undefined ? [] : [district],
      councils: councils.filter(isMember).map(({ id }) => id),
      units: [state.unitId],
    };
  }
}
