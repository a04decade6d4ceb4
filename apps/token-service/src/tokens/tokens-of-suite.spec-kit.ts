import { afterAll, beforeEach } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { type LoggedIn, startTokens, type TokenService } from './token-service.spec-kit.js';

interface TokensOfSuite {
  readonly database: TestDatabase;
  readonly service: TokenService;
  readonly owner: LoggedIn;
}

/** One service for all tests of a file, with an owner in a session; each test begins with every receipt confirmed. */
export async function tokensOfSuite(): Promise<TokensOfSuite> {
  const database = await createTestDatabase();
  const service = await startTokens(database);
  beforeEach(() => {
    service.receipts.appliedPosition = null;
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });
  return { database, service, owner: await service.owner() };
}
