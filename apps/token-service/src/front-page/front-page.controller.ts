import { Controller, Get, Header } from '@nestjs/common';
import { cacheHeader, Describe, Public } from '@portcullis/service-kit';
import { z } from 'zod';
import { FRONT_PAGE, FRONT_PAGE_POLICY } from './front-page.html.js';

const CACHED = 'public, max-age=300';

/** Tells whoever opens the service's address in a browser where they are. */
@Controller()
export class FrontPageController {
  @Public()
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', FRONT_PAGE_POLICY)
  @Header('cache-control', CACHED)
  @Describe({
    operationId: 'showFrontPage',
    summary: 'What this is, for whoever opens its address',
    tag: 'Service',
    answers: { 200: { description: 'A page.', mediaType: 'text/html', schema: z.string(), headers: cacheHeader(CACHED) } },
  })
  show(): string {
    return FRONT_PAGE;
  }
}
