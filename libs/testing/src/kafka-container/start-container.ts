import { freePort, KAFKA_IMAGE, kafkaImageSettings } from '@portcullis/tools';
import { GenericContainer, getContainerRuntimeClient, type StartedTestContainer, Wait } from 'testcontainers';

/** Besides the time that the first download of the image takes. */
const START_PATIENCE_MS = 120_000;

/** A broker's container, serving, and the address that its clients are given. */
export interface RunningContainer {
  readonly container: StartedTestContainer;
  readonly brokers: string;
}

/**
 * Starts the broker in a container of the engine that testcontainers finds. The port is chosen before: the broker must
 * know the address that it tells its clients.
 */
export async function startContainer(): Promise<RunningContainer> {
  const host = await engineHost();
  const port = await freePort();
  const container = await new GenericContainer(KAFKA_IMAGE)
    .withEnvironment(kafkaImageSettings(host, port))
    .withExposedPorts({ container: port, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Kafka Server started/))
    .withStartupTimeout(START_PATIENCE_MS)
    .start();
  return { container, brokers: `${host}:${port}` };
}

/** Where published ports are reached: the loopback, the engine's own host, or its gateway from within a container. */
async function engineHost(): Promise<string> {
  const { host } = (await getContainerRuntimeClient()).info.containerRuntime;
  // The name may mean ::1 first, where nothing may be published.
  return host === 'localhost' ? '127.0.0.1' : host;
}
