import { Injectable } from '@nestjs/common';
import type { Problem } from './problem.js';

/** What an error of something the service stands on means for a request; undefined where it is none of these. */
export type Translation = (thrown: unknown) => Problem | undefined;

/** Failures below a route that have an answer of their own, as "the database is away"; whoever knows them adds them. */
@Injectable()
export class KnownFailures {
  private readonly translations: Translation[] = [];

  add(translation: Translation): void {
    this.translations.push(translation);
  }

  problemOf(thrown: unknown): Problem | undefined {
    for (const translation of this.translations) {
      const problem = translation(thrown);
      if (problem !== undefined) return problem;
    }
    return undefined;
  }
}
