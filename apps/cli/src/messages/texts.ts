import { plain } from '../terminal/plain.js';
import { ENGLISH, type MessageKey } from './english.js';
import { INDONESIAN } from './indonesian.js';

export type Language = 'en' | 'id';

export const CATALOGUES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en: ENGLISH, id: INDONESIAN };

/** The text of a key, with what stands in braces filled in; what is filled in cannot steer the terminal. */
export interface Texts {
  (key: MessageKey, values?: Readonly<Record<string, string | number>>): string;
  readonly language: Language;
}

/** By LC_ALL, LC_MESSAGES and LANG, the first that is set (POSIX.1 §8.2). */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || '';
  return /^id([_.@-]|$)/i.test(locale) ? 'id' : 'en';
}

export function textsIn(language: Language): Texts {
  const catalogue = CATALOGUES[language];
  const text = (key: MessageKey, values: Readonly<Record<string, string | number>> = {}): string =>
    catalogue[key].replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in values ? plain(String(values[name])) : whole));
  return Object.assign(text, { language });
}
