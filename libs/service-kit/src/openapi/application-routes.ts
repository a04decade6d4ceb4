import { type ExecutionContext, Injectable, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { ROUTE_DESCRIPTION } from './describe.js';
import type { RouteDescription } from './route-description.js';

/** One route as its decorators declare it. */
export interface Route {
  readonly controller: ReturnType<ExecutionContext['getClass']>;
  readonly handler: ReturnType<ExecutionContext['getHandler']>;
  /** Lower case. */
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head' | 'options';
  /** `/items/{id}` */
  readonly path: string;
  readonly description: RouteDescription | undefined;
}

/** The routes of every controller of the application. */
@Injectable()
export class ApplicationRoutes {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  all(): readonly Route[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => (typeof metatype === 'function' ? this.routesOf(metatype as Route['controller']) : []));
  }

  private routesOf(controller: Route['controller']): readonly Route[] {
    const prototype = controller.prototype as Record<string, unknown>;
    return this.scanner
      .getAllMethodNames(prototype)
      .map((name) => prototype[name])
      .filter((member): member is Route['handler'] => typeof member === 'function' && Reflect.hasMetadata(PATH_METADATA, member))
      .flatMap((handler) => routesAt(controller, handler));
  }
}

function routesAt(controller: Route['controller'], handler: Route['handler']): readonly Route[] {
  const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod].toLowerCase() as Route['method'];
  const description = Reflect.getMetadata(ROUTE_DESCRIPTION, handler) as RouteDescription | undefined;
  return pathsIn(controller).flatMap((prefix) =>
    pathsIn(handler).map((path) => ({ controller, handler, method, path: template(prefix, path), description })),
  );
}

function pathsIn(decorated: object): readonly string[] {
  const paths = Reflect.getMetadata(PATH_METADATA, decorated) as string | readonly string[] | undefined;
  return [paths ?? ''].flat();
}

/** Nest's `:id` becomes OpenAPI's `{id}`. */
function template(prefix: string, path: string): string {
  const segments = `${prefix}/${path}`.split('/').filter((segment) => segment !== '');
  return `/${segments.map((segment) => (segment.startsWith(':') ? `{${segment.slice(1)}}` : segment)).join('/')}`;
}

/** `GET /items/{id}`: how a route is named wherever its calls are counted. */
export function routeTemplate(controller: Route['controller'], handler: Route['handler']): string {
  const [route] = routesAt(controller, handler);
  if (route === undefined) throw new Error(`${controller.name}.${handler.name} is no route`);
  return `${route.method.toUpperCase()} ${route.path}`;
}

/** For the person whose route lacks something. */
export const nameOf = ({ controller, handler }: Route): string => `${controller.name}.${handler.name}`;
