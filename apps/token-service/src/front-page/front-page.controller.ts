import { Controller, Get, Header } from '@nestjs/common';
import { Public } from '@portcullis/service-kit';
import { FRONT_PAGE, FRONT_PAGE_POLICY } from './front-page.html.js';

/** Tells whoever opens the service's address in a browser where they are. */
@Controller()
export class FrontPageController {
  @Public()
  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', FRONT_PAGE_POLICY)
  @Header('cache-control', 'public, max-age=300')
  show(): string {
    return FRONT_PAGE;
  }
}
