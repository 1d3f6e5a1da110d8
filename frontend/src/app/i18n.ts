import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { bestLanguage, languages, type Language } from './languages';

const storageKey = 'confab.language';

type Catalogue = Record<string, unknown>;

/** One catalogue per language beside each feature: its folder's name is the namespace. English comes with the code. */
const english = import.meta.glob<Catalogue>(['./en.json', '../ui/en.json', '../features/*/en.json'], {
  eager: true,
  import: 'default',
});
const others = import.meta.glob<Catalogue>(
  ['./*.json', '../ui/*.json', '../features/*/*.json', '!../**/en.json', '!./en.json'],
  { import: 'default' },
);

function namespaceOf(path: string): string {
  return path.startsWith('./') ? 'app' : (path.split('/').at(-2) ?? '');
}

const englishByNamespace = Object.fromEntries(
  Object.entries(english).map(([path, catalogue]) => [namespaceOf(path), catalogue]),
);

const catalogues: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read(language, namespace, done) {
    const path = Object.keys(others).find(
      (candidate) => namespaceOf(candidate) === namespace && candidate.endsWith(`/${language}.json`),
    );
    const load = path === undefined ? undefined : others[path];
    if (load === undefined) {
      done(null, {});
      return;
    }
    load().then(
      (catalogue) => done(null, catalogue),
      (reason: unknown) => done(reason instanceof Error ? reason : new Error(String(reason)), null),
    );
  },
};

function keptLanguage(): Language {
  const kept = localStorage.getItem(storageKey);
  return bestLanguage(kept === null ? navigator.languages : [kept]);
}

/** Resolves once the texts of the language are here; a page is not shown before. */
export async function startI18n(language: Language = keptLanguage()): Promise<void> {
  await i18next
    .use(catalogues)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: Object.keys(languages),
      ns: Object.keys(englishByNamespace),
      defaultNS: 'ui',
      resources: { en: englishByNamespace },
      partialBundledLanguages: true,
      interpolation: { escapeValue: false },
      returnNull: false,
    });
  document.documentElement.lang = language;
}

/** Changes the language of the page, and of this browser's later visits. */
export async function chooseLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
}
