import { describe, expect, it } from '@jest/globals';
import { childEnvironment } from './child-environment.js';

describe('the environment of a service', () => {
  it('holds what is meant for it, and none of the secrets around it', () => {
    const around = {
      PATH: '/bin',
      MAX_STALENESS_MS: '5000',
      CORS_ORIGINS: '',
      PORTCULLIS_OWNER_PASSWORD: 'secret',
      AWS_SECRET_ACCESS_KEY: 'secret',
      DATABASE_URL: 'postgres://elsewhere',
      npm_config_token: 'secret',
    };
    expect(childEnvironment(around, { DATABASE_URL: 'postgres://own' })).toEqual({
      PATH: '/bin',
      MAX_STALENESS_MS: '5000',
      DATABASE_URL: 'postgres://own',
    });
  });
});
