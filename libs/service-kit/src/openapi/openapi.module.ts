import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { API_DESCRIPTION, type ApiDescription } from './api-description.js';
import { ApiDocument } from './api-document.js';
import { ApplicationRoutes } from './application-routes.js';
import { DocsController } from './docs/docs.controller.js';
import { SwaggerFiles } from './docs/swagger-files.js';

/** The service's description of itself, at /docs. */
@Module({})
export class OpenApiModule {
  static of(api: ApiDescription): DynamicModule {
    return {
      module: OpenApiModule,
      imports: [DiscoveryModule],
      controllers: [DocsController],
      providers: [{ provide: API_DESCRIPTION, useValue: api }, ApplicationRoutes, ApiDocument, SwaggerFiles],
    };
  }
}
