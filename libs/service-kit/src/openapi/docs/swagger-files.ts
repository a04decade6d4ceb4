import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The files of swagger-ui-dist that the page loads, and what they are. */
const MEDIA_TYPES = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
} as const;

export type SwaggerFile = keyof typeof MEDIA_TYPES;
export const SWAGGER_FILES = Object.keys(MEDIA_TYPES) as [SwaggerFile, ...SwaggerFile[]];

const FOLDER = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Kept in memory (1.7 MB): no path of a request ever reaches the file system. */
@Injectable()
export class SwaggerFiles {
  private readonly bytes = new Map<string, Buffer>(SWAGGER_FILES.map((name) => [name, readFileSync(join(FOLDER, name))]));

  /** Undefined for any name but those of SWAGGER_FILES. */
  find(name: string): { readonly mediaType: string; readonly bytes: Buffer } | undefined {
    const bytes = this.bytes.get(name);
    return bytes && { mediaType: MEDIA_TYPES[name as SwaggerFile], bytes };
  }
}
