import { freePort } from '../postgres/index.js';
import { OneLineFailure } from '../installation/one-line-failure.js';
import { type DataFolder, dataFolder } from '../installation/places.js';

/** What a person can choose about `npm start`, by environment variables. */
export interface Settings {
  readonly host: string;
  readonly tokenServicePort: number;
  readonly inventoryPort: number;
  readonly folder: DataFolder;
  readonly log: 'embedded' | 'kafka';
  readonly owner: { readonly email: string; readonly password: string | undefined };
  /** `live` or `test`: which tokens the services accept. */
  readonly environment: string;
}

const DEFAULT_OWNER_EMAIL = 'owner@example.com';

/** @throws OneLineFailure for the first setting that cannot be right. */
export async function readSettings(environment: NodeJS.ProcessEnv, args: readonly string[]): Promise<Settings> {
  const unknown = args.find((argument) => argument !== '--kafka');
  if (unknown !== undefined) throw new OneLineFailure(`npm start takes no argument ${unknown}: its settings are environment variables.`);
  const settings = {
    host: environment['HOST'] || '127.0.0.1',
    tokenServicePort: await readPort(environment, 'TOKEN_SERVICE_PORT', 4100),
    inventoryPort: await readPort(environment, 'INVENTORY_API_PORT', 4200),
    folder: dataFolder(environment),
    log: args.includes('--kafka') ? ('kafka' as const) : ('embedded' as const),
    owner: readOwner(environment),
    environment: environment['PORTCULLIS_ENVIRONMENT'] || 'live',
  };
  if (settings.tokenServicePort === settings.inventoryPort) {
    throw new OneLineFailure(`TOKEN_SERVICE_PORT and INVENTORY_API_PORT are both ${settings.inventoryPort}: they must differ.`);
  }
  return settings;
}

/** 0 takes any free port. */
async function readPort(environment: NodeJS.ProcessEnv, name: string, standard: number): Promise<number> {
  const text = environment[name] || String(standard);
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) throw new OneLineFailure(`${name} must be a port between 0 and 65535, and is "${text}".`);
  return port === 0 ? freePort() : port;
}

function readOwner(environment: NodeJS.ProcessEnv): Settings['owner'] {
  const email = environment['PORTCULLIS_OWNER_EMAIL'] || DEFAULT_OWNER_EMAIL;
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new OneLineFailure(`PORTCULLIS_OWNER_EMAIL must be an e-mail address, and is "${email}".`);
  return { email, password: environment['PORTCULLIS_OWNER_PASSWORD'] || undefined };
}
