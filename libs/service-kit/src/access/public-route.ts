import { SetMetadata } from '@nestjs/common';

/** Metadata key under which a route says who may call it; the guard of nest-auth reads it and refuses routes without. */
export const ROUTE_ACCESS = 'portcullis:route-access';

export const PUBLIC_ACCESS = { kind: 'public' } as const;

/** Marks a route, or every route of a controller, as open to anybody: credentials sent to it are not looked at. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ROUTE_ACCESS, PUBLIC_ACCESS);
