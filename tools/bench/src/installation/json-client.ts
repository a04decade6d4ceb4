import { Agent, request } from 'node:http';

const ANSWER_WITHIN_MS = 15_000;

export interface JsonAnswer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Calls one server over connections that stay open: what is timed is the server's answer, not the client's set-up. */
export class JsonClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 64 });

  constructor(readonly url: string) {}

  /** @throws where no answer comes in time, or one that is no JSON object. */
  call(method: string, path: string, headers: Readonly<Record<string, string>> = {}, body?: object): Promise<JsonAnswer> {
    const payload = body === undefined ? undefined : JSON.stringify(body);
    const contentHeaders = payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(payload)) };
    return new Promise((resolve, reject) => {
      const call = request(`${this.url}${path}`, { method, agent: this.agent, headers: { ...headers, ...contentHeaders }, timeout: ANSWER_WITHIN_MS }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk)).on('error', reject).on('end', () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) });
        });
      });
      call.on('error', reject).on('timeout', () => call.destroy(new Error(`${method} ${path} was not answered in time`)));
      call.end(payload);
    });
  }

  close(): void {
    this.agent.destroy();
  }
}
