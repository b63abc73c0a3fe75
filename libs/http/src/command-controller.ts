import type { Command, Wish } from '@lianjian/event-sourcing/decider';
import type { Executed } from '@lianjian/event-sourcing/execute';
import { id } from '@lianjian/kernel/fields';
import { Body, Controller, Inject, Param, Patch, Post, Put, type Type } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';
import type { z } from 'zod';
import { answer } from './command-answer.js';
import { Operation, type OperationId } from './operation.js';
import { parse } from './parse.js';
import { Context, RequestContext } from './request-context.js';

/** `'POST :id/signatures'`, and the Chinese heading of the API documents. Without `:id` the command creates. */
export type CommandRoute = readonly [address: `${'POST' | 'PUT' | 'PATCH'} ${string}`, summary: string];

/** The command has a route of its own, in a controller written by hand. */
export const ELSEWHERE = 'elsewhere';

type Schemas = Readonly<Record<string, z.ZodType<object>>>;

/** A route for every command that the permission matrix knows: a command without one does not compile. */
type CommandRoutes<S extends Schemas> = {
  readonly [T in keyof S & string as Uncapitalize<T> extends OperationId ? T : never]: CommandRoute | typeof ELSEWHERE;
};

type BusMessage<C extends Command> = new (id: string, wish: Wish<C>, context: RequestContext) => ICommand;

type CommandRouter = { readonly bus: CommandBus };

const METHODS = { POST: Post, PUT: Put, PATCH: Patch } as const;

/**
 * The controller of an aggregate's commands: one line a route. Each parses its body by the command's schema, sends the
 * command over the bus to the aggregate that the address names (a new one where it names none), and answers
 * `CommandAnswer`. The operation's id is the command's type in lowerCamelCase.
 *
 * ```ts
 * export const UnitController = commandController('units', 'unit', unitCommands, ToUnit, {
 *   RegisterUnit: ['POST', '登记成员单位'],
 *   RecommendUnit: ['POST :id/recommendations', '推荐单位加入联席会'],
 * });
 * ```
 */
export function commandController<C extends Command, S extends Schemas>(
  path: string,
  category: string,
  schemas: S,
  message: BusMessage<C>,
  routes: CommandRoutes<S>,
): Type<CommandRouter> {
  @Controller(path)
  class Router implements CommandRouter {
    constructor(@Inject(CommandBus) readonly bus: CommandBus) {}
  }
  Object.defineProperty(Router, 'name', { value: `${category}-commands` });

  for (const [type, route] of Object.entries<CommandRoute | typeof ELSEWHERE>(routes)) {
    if (route === ELSEWHERE) continue;
    const [address, summary] = route;
    const [method, tail = ''] = address.split(' ') as [keyof typeof METHODS, string?];
    const creates = !tail.startsWith(':id');
    const name = type[0]?.toLowerCase() + type.slice(1);
    const send = async (bus: CommandBus, aggregateId: string, data: object, context: RequestContext) =>
      answer(
        aggregateId,
        (await bus.execute(new message(aggregateId, { type, data } as Wish<C>, context))) as Executed<unknown>,
      );

    const handler = creates
      ? function (this: Router, data: object, context: RequestContext) {
          return send(this.bus, context.newId(category), data, context);
        }
      : function (this: Router, data: object, context: RequestContext, aggregateId: string) {
          return send(this.bus, aggregateId, data, context);
        };
    Object.defineProperty(handler, 'name', { value: name });
    const descriptor = { value: handler, writable: true, configurable: true };
    Object.defineProperty(Router.prototype, name, descriptor);

    const decorators = [
      METHODS[method](tail),
      Operation(name as OperationId, { summary, status: creates ? 201 : 200 }),
    ];
    for (const decorate of decorators) decorate(Router.prototype, name, descriptor);
    Body(parse(schemas[type] as z.ZodType))(Router.prototype, name, 0);
    Context()(Router.prototype, name, 1);
    if (!creates) Param('id', parse(id))(Router.prototype, name, 2);
    Reflect.defineMetadata(
      'design:paramtypes',
      [Object, RequestContext, String].slice(0, creates ? 2 : 3),
      Router.prototype,
      name,
    );
  }
  return Router;
}
