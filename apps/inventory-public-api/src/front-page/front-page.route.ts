import { Controller, Get } from '@nestjs/common';
import { Public } from '@portcullis/nest-auth';
import { Describe } from '@portcullis/service-kit';
import { z } from 'zod';
import { SERVICE_NAME } from '../configuration.js';

const RESOURCES = ['company', 'items', 'warehouses', 'item-categories', 'stock-reports'];

const frontPageView = z
  .strictObject({
    service: z.literal(SERVICE_NAME),
    routes: z.array(z.string()),
    documentation: z.string(),
    authorization: z.literal('Bearer'),
  })
  .meta({ id: 'FrontPage' });

@Controller()
export class FrontPageRoute {
  /** For somebody who opens the address that the start has printed. */
  @Public()
  @Describe({
    operationId: 'showFrontPage',
    summary: 'Show where to begin',
    tag: 'Service',
    answers: { 200: { description: 'The resources that there are, and where they are documented.', schema: frontPageView } },
  })
  @Get()
  tell(): z.output<typeof frontPageView> {
    const routes = RESOURCES.map((resource) => `GET /public/v1/${resource}`);
    return { service: SERVICE_NAME, routes, documentation: '/docs', authorization: 'Bearer' };
  }
}
