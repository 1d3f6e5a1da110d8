import { languages } from './languages';

type Texts = { [key: string]: string | Texts };

const catalogues = import.meta.glob<Texts>(['./*.json', '../ui/*.json', '../features/*/*.json'], {
  eager: true,
  import: 'default',
});

/** A key without its plural form: `unread_one` and `unread_other` are the same text. */
function keys(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [prefix + key.replace(/_(zero|one|two|few|many|other)$/, '_#')]
      : keys(value, `${prefix}${key}.`),
  );
}

function placeholders(texts: Texts, key: string): string[] {
  const value = key
    .replace(/_#$/, '_other')
    .split('.')
    .reduce<string | Texts | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), texts);
  const text = typeof value === 'string' ? value : '';
  return [...text.matchAll(/\{\{(\w+)[^}]*\}\}|<\/?\w+\/?>/g)].map((match) => match[0]).sort();
}

/** The plural forms of each text that has any. */
function plurals(texts: Texts): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  for (const [, key = '', form = ''] of JSON.stringify(texts).matchAll(
    /"(\w+)_(zero|one|two|few|many|other)":/g,
  )) {
    forms.set(key, [...(forms.get(key) ?? []), form]);
  }
  return forms;
}

const english = Object.keys(catalogues).filter((path) => path.endsWith('/en.json'));

test.each(english)('%s says the same in every language', (path) => {
  for (const language of Object.keys(languages)) {
    const texts = catalogues[path];
    const translated = catalogues[path.replace('/en.json', `/${language}.json`)];
    if (texts === undefined || translated === undefined) {
      throw new Error(`${path} is missing in ${language}`);
    }
    expect([...new Set(keys(translated))].sort()).toEqual([...new Set(keys(texts))].sort());
    for (const key of keys(texts)) {
      expect([key, placeholders(translated, key)]).toEqual([key, placeholders(texts, key)]);
    }
  }
});

test.each(Object.entries(catalogues))('%s has exactly the plural forms of its language', (path, texts) => {
  const language = path.split('/').at(-1)?.replace('.json', '') ?? '';
  const wanted = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  for (const [key, forms] of plurals(texts)) {
    expect([key, forms.sort()]).toEqual([key, [...wanted].sort()]);
  }
});
