export { type AnswerCheck, answersAsDocumented, type SeenAnswer } from './documented-answers/answers-as-documented.js';
export { eventually, type Patience } from './eventually.js';
export { createTestDatabase, type Migration, queryOf, type TestDatabase, type TestQuery } from './test-database.js';
export { testServerUrl } from './test-server.js';
export { ManualClock } from './manual-clock.js';
export { testBroker, type TestBroker, testKafkaCache } from './broker.js';
export { startTcpProxy, type Tap, type TcpProxy } from './tcp-proxy.js';
export { type Owner, startTokenService, type TokenServiceProcess } from './token-service/token-service-process.js';
export type { ServiceProcess } from './token-service/service-process.js';
