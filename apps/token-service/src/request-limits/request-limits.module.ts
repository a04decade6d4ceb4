import { Module } from '@nestjs/common';
import { RequestLimits } from './request-limits.js';

/** How often an address may ask. */
@Module({ providers: [RequestLimits], exports: [RequestLimits] })
export class RequestLimitsModule {}
