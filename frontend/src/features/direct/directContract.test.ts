import type { z } from 'zod';
import { blocksAnswer, directSettings, requestsAnswer } from './directApi';

/* The examples that the server writes and compares: whatever it says, the client understands. */
const examples = import.meta.glob<unknown>('../../../../src/test/resources/contract/{blocks,direct-*}.json', {
  eager: true,
  import: 'default',
});

const schemas: [string, z.ZodType][] = [
  ['blocks', blocksAnswer],
  ['direct-requests', requestsAnswer],
  ['direct-settings', directSettings],
];

test.each(schemas)('understands %s', (name, schema) => {
  const example = Object.entries(examples).find(([path]) => path.endsWith(`/${name}.json`))?.[1];
  expect(example).toBeDefined();
  expect(Object.keys(schema.parse(example) as object)).toEqual(Object.keys(example as object));
});
