import { feedChanged, feedNames, feedOpened } from './feed';

/* The examples that the server writes and compares: whatever it says, the client understands. */
const examples = import.meta.glob<unknown>(
  '../../../../src/test/resources/contract/{feed.changed,feed,feeds}.json',
  {
    eager: true,
    import: 'default',
  },
);

test.each([
  ['feed.changed', feedChanged],
  ['feed', feedOpened],
  ['feeds', feedNames],
] as const)('understands %s', (name, schema) => {
  const example = Object.entries(examples).find(([path]) => path.endsWith(`/${name}.json`))?.[1];
  expect(example).toBeDefined();
  expect(Object.keys(schema.parse(example))).toEqual(Object.keys(example as object));
});
