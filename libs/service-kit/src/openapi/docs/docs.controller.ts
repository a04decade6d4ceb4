import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import * as z from 'zod';
import { Public } from '../../access/public-route.js';
import { notFound } from '../../problems/refusals.js';
import { API_DESCRIPTION, type ApiDescription } from '../api-description.js';
import { ApiDocument } from '../api-document.js';
import { Describe } from '../describe.js';
import { cacheHeader } from '../headers.js';
import { docsPage, DOCS_POLICY } from './docs-page.html.js';
import { SWAGGER_FILES, SwaggerFiles } from './swagger-files.js';

/** May be kept, and asked for again whether it is still the same before it is used. */
const REVALIDATED = 'no-cache';
const ONE_HOUR = 'public, max-age=3600';

/** What this service's API is, for people and for programs. */
@Public()
@Controller('docs')
export class DocsController {
  constructor(
    private readonly document: ApiDocument,
    private readonly files: SwaggerFiles,
    @Inject(API_DESCRIPTION) private readonly api: ApiDescription,
  ) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', DOCS_POLICY)
  @Header('cache-control', REVALIDATED)
  @Describe({
    operationId: 'showDocs',
    summary: 'This document as a page',
    tag: 'Service',
    answers: { 200: { description: 'The page.', mediaType: 'text/html', schema: z.string(), headers: cacheHeader(REVALIDATED) } },
  })
  page(): string {
    return docsPage(this.api.title);
  }

  @Get('openapi.json')
  @Header('content-type', 'application/json')
  @Header('cache-control', REVALIDATED)
  @Describe({
    operationId: 'showOpenApiDocument',
    summary: 'This document',
    tag: 'Service',
    answers: {
      200: { description: 'OpenAPI 3.1 in JSON.', schema: z.looseObject({ openapi: z.string() }), headers: cacheHeader(REVALIDATED) },
    },
  })
  openApi(): Buffer {
    return this.document.asJson();
  }

  @Get('assets/:file')
  @Describe({
    operationId: 'showDocsAsset',
    summary: 'A file that the page loads',
    tag: 'Service',
    params: z.object({ file: z.enum(SWAGGER_FILES) }),
    answers: {
      200: {
        description: 'The file.',
        content: { 'text/css': z.string(), 'text/javascript': z.string(), 'image/png': z.string().meta({ override: { format: 'binary' } }) },
        headers: cacheHeader(ONE_HOUR),
      },
    },
    refusals: [404],
  })
  asset(@Param('file') name: string, @Res({ passthrough: true }) reply: FastifyReply): Buffer {
    const file = this.files.find(name);
    if (!file) throw notFound();
    void reply.header('content-type', file.mediaType).header('cache-control', ONE_HOUR);
    return file.bytes;
  }
}
