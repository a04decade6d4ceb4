import { type DynamicModule, Global, Module } from '@nestjs/common';
import { type Configuration, CONFIGURATION } from './configuration.js';

/** Lets every part inject the Configuration. */
@Global()
@Module({})
export class ConfigurationModule {
  static of(configuration: Configuration): DynamicModule {
    return {
      module: ConfigurationModule,
      providers: [{ provide: CONFIGURATION, useValue: configuration }],
      exports: [CONFIGURATION],
    };
  }
}
