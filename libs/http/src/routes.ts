import { type INestApplicationContext, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA, ROUTE_ARGS_METADATA, RouteParamtypes } from '@nestjs/common/internal';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { z } from 'zod';
import { type OperationMetadata, operationOf } from './operation.js';
import { ParsePipe } from './parse.js';

export type Argument = Readonly<{ from: 'body' | 'query' | 'path'; name?: string; schema: z.ZodType }>;
export type Route = Readonly<{
  operation: OperationMetadata;
  method: string;
  /** Below the prefix, with parameters in braces: `/units/{id}`. */
  path: string;
  arguments: readonly Argument[];
}>;

const SOURCES: Readonly<Partial<Record<RouteParamtypes, Argument['from']>>> = {
  [RouteParamtypes.BODY]: 'body',
  [RouteParamtypes.QUERY]: 'query',
  [RouteParamtypes.PARAM]: 'path',
};

type RouteArgument = Readonly<{ data?: string; pipes: readonly unknown[] }>;
type Handler = (...args: never[]) => unknown;

/**
 * Every route of the application. Throws one error naming each route without an operation, each operation mounted twice
 * and each argument that no schema reads.
 */
export function assertEveryRouteHasRule(app: INestApplicationContext): readonly Route[] {
  const faults: string[] = [];
  const mounted = new Map<string, string>();
  const routes = handlersOf(app).map(({ name, handler, controller, prefix }) => {
    const operation = operationOf(handler);
    if (!operation) {
      faults.push(`${name}: 路由没有 @Operation (a route without a rule)`);
      return undefined;
    }
    const other = mounted.get(operation.id);
    if (other) faults.push(`${name}: ${operation.id} 已用于 ${other} (an operation mounted twice)`);
    mounted.set(operation.id, name);
    return {
      operation,
      method: RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod].toLowerCase(),
      path: joined(prefix, Reflect.getMetadata(PATH_METADATA, handler) as string),
      arguments: argumentsOf(controller, handler.name, (fault) => faults.push(`${name}: ${fault}`)),
    } satisfies Route;
  });
  if (faults.length > 0) throw new Error(`路由声明有误:\n${faults.join('\n')}`);
  return routes.filter((route) => route !== undefined);
}

function handlersOf(app: INestApplicationContext) {
  const scanner = new MetadataScanner();
  return app
    .get(DiscoveryService, { strict: false })
    .getControllers()
    .flatMap(({ instance, metatype }) => {
      const prototype = Object.getPrototypeOf(instance) as Record<string, Handler>;
      return scanner
        .getAllMethodNames(prototype)
        .map((method) => prototype[method] as Handler)
        .filter((handler) => Reflect.hasMetadata(PATH_METADATA, handler))
        .map((handler) => ({
          handler,
          controller: metatype as object,
          name: `${(metatype as { name: string }).name}.${handler.name}`,
          prefix: Reflect.getMetadata(PATH_METADATA, metatype as object) as string,
        }));
    });
}

function argumentsOf(controller: object, method: string, fault: (text: string) => void): Argument[] {
  const declared = (Reflect.getMetadata(ROUTE_ARGS_METADATA, controller, method) ?? {}) as Record<
    string,
    RouteArgument
  >;
  return Object.entries(declared).flatMap(([key, { data, pipes }]) => {
    const from = SOURCES[Number(key.split(':', 1)[0]) as RouteParamtypes];
    if (!from) return [];
    const pipe = pipes.find((candidate) => candidate instanceof ParsePipe);
    if (!pipe) {
      fault(`${from} 参数 ${data ?? ''} 没有 parse(schema) (an argument that no schema reads)`);
      return [];
    }
    return [{ from, schema: pipe.schema, ...(data === undefined ? {} : { name: data }) }];
  });
}

function joined(...parts: string[]): string {
  const path = parts.flatMap((part) => part.split('/')).filter((segment) => segment !== '');
  return `/${path.map((segment) => (segment.startsWith(':') ? `{${segment.slice(1)}}` : segment)).join('/')}`;
}
