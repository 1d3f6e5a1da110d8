/*
 * That no text is missing is checked by the compiler: t() takes only keys that English has. Here is the other way round:
 * every text of the shell, the accounts and the rooms is used somewhere.
 */
type Texts = { [key: string]: string | Texts };

const catalogues = import.meta.glob<Texts>(['./en.json', '../ui/en.json', '../features/*/en.json'], {
  eager: true,
  import: 'default',
});
const sources = Object.entries(
  import.meta.glob<string>(
    ['./*.{ts,tsx}', '../ui/*.{ts,tsx}', '../features/*/*.{ts,tsx}', '../realtime/*.ts'],
    {
      eager: true,
      query: '?raw',
      import: 'default',
    },
  ),
).filter(([path]) => !path.includes('.test.'));
const code = sources.map(([, text]) => text).join('\n');

function keys(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [prefix + key.replace(/_(zero|one|two|few|many|other)$/, '')]
      : keys(value, `${prefix}${key}.`),
  );
}

/** Used as it is, by a text with elements in it, or by a template that ends before its last part: t(`connection.${status}`). */
function isUsed(key: string): boolean {
  const parts = key.split('.');
  return (
    code.includes(`'${key}'`) ||
    code.includes(`i18nKey="${key}"`) ||
    parts.some((_, index) => index > 0 && code.includes(`\`${parts.slice(0, index).join('.')}.\${`))
  );
}

test.each(Object.entries(catalogues))('every text of %s is used', (_, texts) => {
  expect([...new Set(keys(texts))].filter((key) => !isUsed(key))).toEqual([]);
});
