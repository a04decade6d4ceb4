import { Injectable } from '@nestjs/common';
import type { ZodOpenApiSecuritySchemeObject } from 'zod-openapi';
import type { Route } from './application-routes.js';
import type { RefusalDescription } from './refusal-description.js';

/** What a guard asks of a route's callers and answers to those who do not have it. */
export interface AccessDescription {
  /** One way to be admitted, as a requirement of each scheme (OpenAPI 3.1 §4.8.30); other guards may add other ways. Undefined: here it is only refused. */
  readonly security: Readonly<Record<string, string[]>> | undefined;
  /** Scopes that a caller needs, by whichever way. */
  readonly requiredScopes: readonly string[];
  readonly refusals: readonly RefusalDescription[];
}

/** A part of the application that decides who may call a route. */
export interface AccessDescriber {
  readonly securitySchemes: Readonly<Record<string, ZodOpenApiSecuritySchemeObject>>;
  /** Undefined for a route that it lets anybody call. */
  describe(route: Route): AccessDescription | undefined;
}

/** Who stands before the routes; each guard adds itself while the application is made. */
@Injectable()
export class AccessDescriptions {
  private readonly added: AccessDescriber[] = [];

  add(describer: AccessDescriber): void {
    this.added.push(describer);
  }

  of(route: Route): readonly AccessDescription[] {
    return this.added.map((describer) => describer.describe(route)).filter((description) => description !== undefined);
  }

  securitySchemes(): Record<string, ZodOpenApiSecuritySchemeObject> {
    return Object.assign({}, ...this.added.map(({ securitySchemes }) => securitySchemes)) as Record<string, ZodOpenApiSecuritySchemeObject>;
  }
}
