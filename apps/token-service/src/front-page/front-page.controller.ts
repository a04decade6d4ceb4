import { Controller, Get, Header, Res } from '@nestjs/common';
import { cacheHeader, Describe, Public } from '@portcullis/service-kit';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { ConsoleFiles } from './console-files.js';
import { CONSOLE_CACHED, consolePage } from './console-page.js';
import { PLAIN_PAGE, PLAIN_PAGE_POLICY } from './plain-page.html.js';

/** The console, for whoever opens the service's address in a browser. */
@Controller()
export class FrontPageController {
  constructor(private readonly files: ConsoleFiles) {}

  @Public()
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', CONSOLE_CACHED)
  @Describe({
    operationId: 'showFrontPage',
    summary: 'The console, for whoever opens the address in a browser',
    tag: 'Service',
    answers: { 200: { description: 'A page.', mediaType: 'text/html', schema: z.string(), headers: cacheHeader(CONSOLE_CACHED) } },
  })
  show(@Res({ passthrough: true }) reply: FastifyReply): string {
    const { html, policy } = this.files.index === undefined ? { html: PLAIN_PAGE, policy: PLAIN_PAGE_POLICY } : consolePage(this.files.index);
    void reply.header('content-security-policy', policy);
    return html;
  }
}
