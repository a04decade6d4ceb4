import { freePort } from '@portcullis/tools';

/** Settings of an installation whose services are found where they were after each start, and refuse after a short bound. */
export async function fixedPorts(): Promise<Readonly<Record<string, string>>> {
  const [tokenService, inventory] = await Promise.all([freePort(), freePort()]);
  return { TOKEN_SERVICE_PORT: String(tokenService), INVENTORY_API_PORT: String(inventory), MAX_STALENESS_MS: String(BOUND_MS) };
}

/** The bound of the services in these tests: how long one may serve without news. */
export const BOUND_MS = 2_500;
