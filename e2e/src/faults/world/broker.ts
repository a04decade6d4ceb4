import { testKafkaCache } from '@portcullis/testing';
import { type RunningKafka, startNativeKafka } from '@portcullis/tools';

/** A real broker that can be killed and started again on its data, behind a proxy that every client goes through. */
export class Broker {
  private running: RunningKafka | undefined;

  constructor(
    private readonly directory: string,
    readonly port: number,
    private readonly advertisedPort: number,
  ) {}

  get brokers(): readonly string[] {
    return [`127.0.0.1:${this.advertisedPort}`];
  }

  async start(): Promise<void> {
    const { directory, port, advertisedPort } = this;
    this.running = await startNativeKafka({ directory, port, advertisedPort, cacheDirectory: testKafkaCache });
  }

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  async kill(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    await running?.kill();
  }

  pause(): void {
    if (this.running !== undefined) process.kill(this.running.pid, 'SIGSTOP');
  }

  resume(): void {
    if (this.running !== undefined) process.kill(this.running.pid, 'SIGCONT');
  }

  async stop(): Promise<void> {
    await this.running?.stop();
  }
}
