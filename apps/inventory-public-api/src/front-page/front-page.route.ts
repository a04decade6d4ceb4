import { Controller, Get } from '@nestjs/common';
import { Public } from '@portcullis/nest-auth';
import { SERVICE_NAME } from '../configuration.js';

@Controller()
export class FrontPageRoute {
  /** For somebody who opens the address that the start has printed. */
  @Public()
  @Get()
  tell(): { service: string; routes: readonly string[]; authorization: string } {
    return {
      service: SERVICE_NAME,
      routes: ['GET /public/v1/company', 'GET /public/v1/items', 'GET /public/v1/items/{id}'],
      authorization: 'Bearer',
    };
  }
}
