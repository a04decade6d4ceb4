import { type ExecutionContext, Injectable } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { isScope } from '@portcullis/scopes';
import { ROUTE_ACCESS, routeTemplate, StartRefused } from '@portcullis/service-kit';
import type { GuardedRoute, RouteAccess } from './route-access.js';

type Controller = ReturnType<ExecutionContext['getClass']>;
type Handler = ReturnType<ExecutionContext['getHandler']>;
type KnownRoute = Exclude<RouteAccess, { kind: 'guarded' }> | GuardedRoute;

/** What the routes of this application say about who may call them. */
@Injectable()
export class RouteMarks {
  private readonly known = new Map<Handler, Map<Controller, KnownRoute>>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  /**
   * Looks at every route of every controller of the application.
   *
   * @throws StartRefused naming the routes that carry no mark, or one with a scope that does not exist
   */
  refuseUnmarked(): void {
    const routes = this.routes();
    const unmarked = routes.filter(([controller, handler]) => readMark(controller, handler) === undefined).map(nameOf);
    if (unmarked.length > 0) {
      throw new StartRefused(
        `${unmarked.join(', ')}: a route must be marked with @RequireScopes, @Authenticated or @Public`,
      );
    }
    const misnamed = routes.filter(([controller, handler]) => !scopesExist(readMark(controller, handler))).map(nameOf);
    if (misnamed.length > 0) throw new StartRefused(`${misnamed.join(', ')}: @RequireScopes names a scope that does not exist`);
  }

  /** The mark of a route; a route without one cannot have been started. */
  of(controller: Controller, handler: Handler): KnownRoute {
    const known = this.known.get(handler)?.get(controller);
    if (known !== undefined) return known;
    const access = readMark(controller, handler);
    if (access === undefined) throw new Error(`${nameOf([controller, handler])} is not marked`);
    const route: KnownRoute = access.kind === 'public' ? access : { ...access, template: routeTemplate(controller, handler) };
    const byController = this.known.get(handler) ?? new Map<Controller, KnownRoute>();
    this.known.set(handler, byController.set(controller, route));
    return route;
  }

  private routes(): readonly (readonly [Controller, Handler])[] {
    return this.discovery.getControllers().flatMap(({ metatype }) => {
      if (typeof metatype !== 'function') return [];
      const prototype = metatype.prototype as Record<string, unknown>;
      return this.scanner
        .getAllMethodNames(prototype)
        .map((name) => prototype[name])
        .filter((member): member is Handler => typeof member === 'function' && Reflect.hasMetadata(PATH_METADATA, member))
        .map((handler) => [metatype as Controller, handler] as const);
    });
  }
}

function readMark(controller: Controller, handler: Handler): RouteAccess | undefined {
  const mark: unknown = Reflect.getMetadata(ROUTE_ACCESS, handler) ?? Reflect.getMetadata(ROUTE_ACCESS, controller);
  return mark as RouteAccess | undefined;
}

const scopesExist = (access: RouteAccess | undefined): boolean => access?.kind !== 'guarded' || access.scopes.every(isScope);

const nameOf = ([controller, handler]: readonly [Controller, Handler]): string => `${controller.name}.${handler.name}`;
