import { Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { ConsoleFiles } from './console-files.js';
import { FrontPageController } from './front-page.controller.js';
import { serveConsole } from './serve-console.js';

/** The console, at every address that is no route. */
@Module({ controllers: [FrontPageController], providers: [{ provide: ConsoleFiles, useFactory: () => new ConsoleFiles() }] })
export class FrontPageModule implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly files: ConsoleFiles,
  ) {}

  onModuleInit(): void {
    serveConsole(this.host.httpAdapter.getInstance<FastifyInstance>(), this.files);
  }
}
