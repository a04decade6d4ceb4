import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** Whole processes run what ships, so what ships has to be what stands here. */
beforeAll(() => {
  execFileSync(process.execPath, [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '-b']);
}, 120_000);

type Child = ChildProcessByStdio<null, Readable, Readable>;

const started: Child[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

interface Service {
  readonly child: Child;
  readonly output: { stdout: string; stderr: string };
  readonly exit: Promise<number | null>;
}

/** A main.ts in JavaScript: `main` is its body after a module `M` of the given providers and one slow route. */
function run(main: string, setup = ''): Service {
  const script = `
    import 'reflect-metadata';
    import { Controller, Get, Module } from '@nestjs/common';
    import { orExit, readConfiguration, serviceVariables, startService, StartRefused } from '@portcullis/service-kit';
    import * as z from 'zod';
    class C { slow() { console.log('serving'); return new Promise((done) => setTimeout(done, 400, { slow: true })); } }
    Get('slow')(C.prototype, 'slow', Object.getOwnPropertyDescriptor(C.prototype, 'slow'));
    Controller()(C);
    class M { ${setup} }
    Module({ controllers: [C] })(M);
    ${main}`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] }) as Child;
  started.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  // Not the event `close`: it does not come from a child that this process has disconnected from.
  const ended = Promise.all([once(child, 'exit'), once(child.stdout, 'close'), once(child.stderr, 'close')]);
  const exit = ended.then(([[code]]) => code as number | null);
  return { child, output, exit };
}

const startOn = (port: number, options = '') =>
  `await startService({ module: M, name: 'gate-house', host: '127.0.0.1', port: ${port}, portVariable: 'GATE_PORT', ${options} });`;

/** Resolves with the match once the process wrote it; the test's own timeout is the bound. */
async function written({ child, output }: Service, pattern: RegExp): Promise<RegExpExecArray> {
  for (;;) {
    const match = pattern.exec(output.stdout);
    if (match !== null) return match;
    await once(child.stdout, 'data');
  }
}

async function listening(service: Service): Promise<string> {
  const [, address] = await written(service, /"address":"(http:[^"]+)"/);
  return String(address);
}

/** A connection on which this text was sent. */
async function connected(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined).resume();
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}

describe('a service that cannot start', () => {
  it('says in one line that its port is in use, and ends with 1', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const service = run(startOn(port));
    expect(await service.exit).toBe(1);
    expect(service.output.stderr).toBe(
      `gate-house: port ${port} on 127.0.0.1 is in use by another program: stop it or set GATE_PORT to another\n`,
    );
    taken.close();
  });

  it.each(['0.0.0.0', '::', '192.0.2.1', 'example.com'])('refuses to listen on %s in plain text', async (host) => {
    const service = run(`await startService({ module: M, name: 'gate-house', host: '${host}', port: 0 });`);
    expect(await service.exit).toBe(1);
    expect(service.output.stderr).toMatch(new RegExp(`^gate-house: HOST=${host} .*ALLOW_PLAINTEXT=1.*\\n$`));
  });

  it('says a line for each wrong variable', async () => {
    const service = run(`
      process.env.LOG_LEVEL = 'loud'; process.env.ALLOW_PLAINTEXT = 'yes';
      orExit('gate-house', () => readConfiguration(z.object(serviceVariables), process.env));`);
    expect(await service.exit).toBe(1);
    expect(service.output.stderr.split('\n').map((line) => line.split(': ', 2).join(': '))).toEqual([
      'gate-house: LOG_LEVEL',
      'gate-house: ALLOW_PLAINTEXT',
      '',
    ]);
  });

  it.each([
    ['refuses', "throw new StartRefused('the topic has 2 partitions, 1 is needed')", 'the topic has 2 partitions, 1 is needed'],
    ['fails', "throw new Error('connect\\n  ECONNREFUSED')", 'cannot start: connect ECONNREFUSED'],
    ['fails at many addresses', "throw new AggregateError([new Error('a'), new Error('b')])", 'cannot start: a; b'],
  ])('says why in one line where a part %s', async (_how, fault, line) => {
    const service = run(startOn(0), `constructor() { ${fault}; }`);
    expect(await service.exit).toBe(1);
    expect(service.output.stderr).toBe(`gate-house: ${line}\n`);
  });
});

describe('a service that stops', () => {
  const HOOKS = `
    beforeApplicationShutdown() { console.log('before'); }
    onApplicationShutdown() { console.log('after'); }`;

  it.each(['SIGTERM', 'SIGINT'] as const)('on %s answers what it is serving, says goodbye after it, and ends with 0', async (signal) => {
    const service = run(startOn(0), HOOKS);
    const answer = fetch(`${await listening(service)}/slow`);
    await written(service, /serving/);
    service.child.kill(signal);
    expect(await (await answer).json()).toEqual({ slow: true });
    const answered = performance.now();
    expect(await service.exit).toBe(0);
    // The client's connection is kept alive, and must not keep the service.
    expect(performance.now() - answered).toBeLessThan(2_000);
    expect(service.output.stdout).toMatch(/"stopping"[^]*before[^]*"answered"[^]*after[^]*"stopped"/);
  });

  it('does not wait for clients that have not sent a whole request', async () => {
    const service = run(startOn(0));
    const url = new URL(await listening(service));
    const begun = ['', 'GET /slow HT', 'POST /slow HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{'];
    const sockets = await Promise.all(begun.map((text) => connected(Number(url.port), text)));
    const began = performance.now();
    service.child.kill('SIGTERM');
    expect(await service.exit).toBe(0);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(sockets.every((socket) => socket.destroyed || socket.readableEnded)).toBe(true);
  });

  it('ends with its parent, however that ended', async () => {
    const service = run(startOn(0));
    await listening(service);
    service.child.disconnect();
    expect(await service.exit).toBe(0);
  });

  it('ends with a parent that was gone before it had started', async () => {
    const service = run(startOn(0));
    service.child.disconnect();
    expect(await service.exit).toBe(0);
  });

  it('ends within ten seconds, whatever hangs', async () => {
    const service = run(startOn(0), 'onModuleDestroy() { return new Promise(() => setInterval(() => 1, 1000)); }');
    await listening(service);
    const began = performance.now();
    service.child.kill('SIGTERM');
    expect(await service.exit).toBe(1);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe('a service with a fault that nobody caught', () => {
  it('writes it to the log, without tokens, and ends with 1', async () => {
    const token = `pcl_live_${'a'.repeat(36)}`;
    const service = run(`${startOn(0)} setTimeout(() => { throw new Error('lost ${token}'); });`);
    expect(await service.exit).toBe(1);
    expect(service.output.stdout).toContain('uncaught fault');
    expect(service.output.stdout + service.output.stderr).not.toContain(token);
  });
});

describe('a service beyond the loopback', () => {
  it('starts where plain text was allowed', async () => {
    const service = run(
      `await startService({ module: M, name: 'gate-house', host: '0.0.0.0', port: 0, allowPlaintext: true });`,
    );
    const { port } = new URL(await listening(service));
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
  });
});
