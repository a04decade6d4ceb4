import type { ClassProvider, ExistingProvider, FactoryProvider, ValueProvider } from '@nestjs/common';

/** How Nest comes by a dependency: any of its providers, without the token, which the module gives. */
export type Source<T> =
  | Pick<ValueProvider<T>, 'useValue'>
  | Pick<ClassProvider<T>, 'useClass'>
  | Pick<ExistingProvider<T>, 'useExisting'>
  | Pick<FactoryProvider<T>, 'useFactory' | 'inject'>;
