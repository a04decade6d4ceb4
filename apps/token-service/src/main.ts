import { orExit, startService } from '@portcullis/service-kit';
import { API } from './api-description.js';
import { AppModule } from './app.module.js';
import { readSettings, SERVICE_NAME } from './configuration.js';
import { readCookies } from './identity/sessions/read-cookies.js';

const { shell, configuration } = orExit(SERVICE_NAME, () => readSettings(process.env));

await startService({
  module: AppModule.of(configuration),
  name: SERVICE_NAME,
  api: API,
  host: shell.HOST,
  port: shell.TOKEN_SERVICE_PORT,
  portVariable: 'TOKEN_SERVICE_PORT',
  allowPlaintext: shell.ALLOW_PLAINTEXT,
  logLevel: shell.LOG_LEVEL,
  trustedProxies: shell.TRUSTED_PROXIES,
  configure: readCookies,
});
