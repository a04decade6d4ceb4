import { SetMetadata } from '@nestjs/common';
import type { RouteDescription } from './route-description.js';

/** Metadata key under which a route's description stands. */
export const ROUTE_DESCRIPTION = 'portcullis:route-description';

/** Says what a route takes and answers, for the document under /docs; a route without it stops the start. */
export const Describe = (route: RouteDescription): MethodDecorator => SetMetadata(ROUTE_DESCRIPTION, route);
