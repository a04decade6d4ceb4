import { Inject, Injectable } from '@nestjs/common';
import { createDocument, type CreateDocumentOptions, type ZodOpenApiObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { StartRefused } from '../start/start-refused.js';
import { AccessDescriptions } from './access-descriptions.js';
import { API_DESCRIPTION, type ApiDescription } from './api-description.js';
import { ApplicationRoutes, nameOf, type Route } from './application-routes.js';
import { operationOf } from './operation.js';
import type { RouteDescription } from './route-description.js';

type DescribedRoute = Route & { readonly description: RouteDescription };

const options: CreateDocumentOptions = {
  override: ({ zodSchema, jsonSchema, io }) => {
    const { def } = zodSchema._zod;
    // Input objects refuse members they do not name (strictly), so the document says so too.
    if (io === 'input' && def.type === 'object' && def.catchall === undefined) jsonSchema.additionalProperties = false;
    // To TypeScript it is readonly; in JSON Schema it would be a member that no request may send.
    if (def.type === 'readonly') delete jsonSchema.readOnly;
    // Says no more than the format, in 200 characters.
    if (jsonSchema.format === 'date-time' && def.type === 'string') delete jsonSchema.pattern;
  },
};

/** The OpenAPI 3.1 document of the application, made once at its start out of what its routes parse and answer with. */
@Injectable()
export class ApiDocument {
  private json: Buffer | undefined;

  constructor(
    @Inject(API_DESCRIPTION) private readonly api: ApiDescription,
    private readonly routes: ApplicationRoutes,
    private readonly access: AccessDescriptions,
  ) {}

  /**
   * Makes the document; every guard has to have described itself.
   *
   * @throws StartRefused naming routes without @Describe, or with a description that cannot be right
   */
  make(): void {
    const routes = this.routes.all();
    const undescribed = routes.filter(({ description }) => description === undefined).map(nameOf);
    if (undescribed.length > 0) throw new StartRefused(`${undescribed.join(', ')}: a route must be described with @Describe`);
    const described = routes as readonly DescribedRoute[];
    refuseMistakes(described);
    const { title, description, version } = this.api;
    const document = documentOf({
      openapi: '3.1.1',
      info: { title, description, version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
      servers: [{ url: '/' }],
      tags: [...new Set(described.map((route) => route.description.tag))].sort().map((name) => ({ name })),
      paths: this.pathsOf(described),
      components: { securitySchemes: this.access.securitySchemes() },
    });
    this.json = Buffer.from(JSON.stringify(document));
  }

  /** The document in JSON. */
  asJson(): Buffer {
    if (this.json === undefined) throw new Error('the document is asked for before it was made');
    return this.json;
  }

  private pathsOf(routes: readonly DescribedRoute[]): ZodOpenApiPathsObject {
    const paths: ZodOpenApiPathsObject = {};
    for (const route of routes) {
      const item = (paths[route.path] ??= {});
      item[route.method] = operationOf(route, route.description, this.access.of(route));
    }
    return paths;
  }
}

/** @throws StartRefused naming the schema that JSON Schema cannot say, as a transformation without `override` */
function documentOf(description: ZodOpenApiObject): object {
  try {
    return createDocument(description, options);
  } catch (error) {
    throw new StartRefused(`the OpenAPI document cannot be made: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function refuseMistakes(routes: readonly DescribedRoute[]): void {
  const mistakes = routes.flatMap((route) => {
    const { operationId, params } = route.description;
    const namesake = routes.find((other) => other !== route && other.description.operationId === operationId);
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    const described = Object.keys(params?.shape ?? {}).sort();
    return [
      ...(namesake ? [`${nameOf(route)}: ${nameOf(namesake)} is ${operationId} too`] : []),
      ...(inPath.join() === described.join() ? [] : [`${nameOf(route)}: @Describe names the path's parameters ${described.join(', ') || 'none'}, the path ${inPath.join(', ') || 'none'}`]),
    ];
  });
  if (mistakes.length > 0) throw new StartRefused(mistakes.join('; '));
}
