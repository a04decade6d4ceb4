import { readConfigurationOrExit, startService } from '@portcullis/service-kit';
import { AppModule } from './app.module.js';
import { configurationVariables, SERVICE_NAME, toConfiguration } from './configuration.js';

const variables = readConfigurationOrExit(SERVICE_NAME, configurationVariables);

await startService({
  module: AppModule.of(toConfiguration(variables)),
  name: SERVICE_NAME,
  host: variables.HOST,
  port: variables.INVENTORY_API_PORT,
  portVariable: 'INVENTORY_API_PORT',
  allowPlaintext: variables.ALLOW_PLAINTEXT,
  logLevel: variables.LOG_LEVEL,
  trustedProxies: variables.TRUSTED_PROXIES,
  corsOrigins: variables.CORS_ORIGINS,
});
