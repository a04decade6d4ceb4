import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { setTimeLanguage } from './times.js';

/** By their own names. */
export const LANGUAGES = { en: 'English', id: 'Bahasa Indonesia' } as const;
type Language = keyof typeof LANGUAGES;

const KEPT_AS = 'portcullis-language';
/** `../tokens/texts/en.json` is the namespace `tokens` in English; each is loaded when a page first needs it. */
const TEXTS = import.meta.glob<Record<string, unknown>>('../*/texts/*.json', { import: 'default' });

const files: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = TEXTS[`../${namespace}/texts/${language}.json`];
    if (load === undefined) { done(new Error(`no texts ${namespace} in ${language}`), null); return; }
    load().then((texts) => { done(null, texts); }, (error: unknown) => { done(error instanceof Error ? error : new Error(String(error)), null); });
  },
};

/** The language kept in this browser, else the browser's own where we speak it, else English. */
function preferredLanguage(): Language {
  const wished = [localStorage.getItem(KEPT_AS) ?? '', ...navigator.languages].map((tag) => tag.split('-')[0] ?? '');
  return wished.find(isLanguage) ?? 'en';
}

const isLanguage = (tag: string): tag is Language => tag in LANGUAGES;

/** Resolves once the texts of every page's frame are there. */
export async function startTexts(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
    setTimeLanguage(language);
  });
  await i18next.use(files).use(initReactI18next).init({
    lng: preferredLanguage(),
    fallbackLng: false,
    supportedLngs: Object.keys(LANGUAGES),
    ns: ['app', 'failures'],
    defaultNS: 'app',
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

export async function chooseLanguage(language: string): Promise<void> {
  localStorage.setItem(KEPT_AS, language);
  await i18next.changeLanguage(language);
}
