import { describe, expect, it } from '@jest/globals';
import { readSettings } from './settings.js';

describe('the settings of npm start', () => {
  it('are those of the documentation where nothing is set', async () => {
    expect(await readSettings({}, [])).toMatchObject({
      host: '127.0.0.1',
      tokenServicePort: 4100,
      inventoryPort: 4200,
      log: 'embedded',
      environment: 'live',
      owner: { email: 'owner@example.com', password: undefined },
    });
  });

  it('take a free port for 0', async () => {
    const { tokenServicePort, inventoryPort } = await readSettings({ TOKEN_SERVICE_PORT: '0', INVENTORY_API_PORT: '0' }, ['--kafka']);
    expect(tokenServicePort).toBeGreaterThan(0);
    expect(inventoryPort).not.toBe(tokenServicePort);
  });

  it.each([
    [{ TOKEN_SERVICE_PORT: 'http' }, [], 'TOKEN_SERVICE_PORT must be a port between 0 and 65535, and is "http".'],
    [{ INVENTORY_API_PORT: '65536' }, [], 'INVENTORY_API_PORT must be a port between 0 and 65535, and is "65536".'],
    [{ INVENTORY_API_PORT: '-1' }, [], 'INVENTORY_API_PORT must be a port between 0 and 65535, and is "-1".'],
    [{ INVENTORY_API_PORT: '4100' }, [], 'TOKEN_SERVICE_PORT and INVENTORY_API_PORT are both 4100: they must differ.'],
    [{ PORTCULLIS_OWNER_EMAIL: 'me' }, [], 'PORTCULLIS_OWNER_EMAIL must be an e-mail address, and is "me".'],
    [{}, ['--port'], 'npm start takes no argument --port: its settings are environment variables.'],
  ])('refuse %j %j in one line', async (environment, args, line) => {
    await expect(readSettings(environment, args)).rejects.toThrow(line);
  });
});
