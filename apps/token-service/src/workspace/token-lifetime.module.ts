import { Module } from '@nestjs/common';
import { MaximumTokenLifetime } from './maximum-token-lifetime.js';

/** For whoever issues and changes tokens: how long they may live. */
@Module({ providers: [MaximumTokenLifetime], exports: [MaximumTokenLifetime] })
export class TokenLifetimeModule {}
