import { orExit, startService } from '@portcullis/service-kit';
import { API } from './api-description.js';
import { AppModule } from './app.module.js';
import { readSettings, SERVICE_NAME } from './configuration.js';

const { shell, configuration } = orExit(SERVICE_NAME, () => readSettings(process.env));

await startService({
  module: AppModule.of(configuration),
  name: SERVICE_NAME,
  api: API,
  host: shell.HOST,
  port: shell.INVENTORY_API_PORT,
  portVariable: 'INVENTORY_API_PORT',
  allowPlaintext: shell.ALLOW_PLAINTEXT,
  logLevel: shell.LOG_LEVEL,
  trustedProxies: shell.TRUSTED_PROXIES,
  corsOrigins: shell.CORS_ORIGINS,
});
