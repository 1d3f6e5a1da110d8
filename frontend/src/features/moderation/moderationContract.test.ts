import { casePage, decisionChanged, fullCase } from './caseApi';

/* The examples that the server writes and compares: whatever it says, the client understands. */
const examples = import.meta.glob<unknown>(
  '../../../../src/test/resources/contract/{case,cases,case.changed}.json',
  {
    eager: true,
    import: 'default',
  },
);

test.each([
  ['cases', casePage],
  ['case', fullCase],
  ['case.changed', decisionChanged],
] as const)('understands %s', (name, schema) => {
  const example = Object.entries(examples).find(([path]) => path.endsWith(`/${name}.json`))?.[1];
  expect(example).toBeDefined();
  expect(Object.keys(schema.parse(example))).toEqual(Object.keys(example as object));
});
