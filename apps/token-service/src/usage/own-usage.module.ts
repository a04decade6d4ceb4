import { Module } from '@nestjs/common';
import { OwnUsage } from './own-usage.js';

/** For the gate of this service: counts what passes it. */
@Module({ providers: [OwnUsage], exports: [OwnUsage] })
export class OwnUsageModule {}
