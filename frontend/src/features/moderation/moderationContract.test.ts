import { casePage, decisionChanged, fullCase } from './caseApi';
import { commandAnswer, slashCommands } from './moderationApi';

/* The examples that the server writes and compares: whatever it says, the client understands. */
const examples = import.meta.glob<unknown>(
  '../../../../src/test/resources/contract/{case,cases,case.changed,commands,command-answer}.json',
  {
    eager: true,
    import: 'default',
  },
);

test.each([
  ['cases', casePage],
  ['case', fullCase],
  ['case.changed', decisionChanged],
  ['commands', slashCommands],
  ['command-answer', commandAnswer],
] as const)('understands %s', (name, schema) => {
  const example = Object.entries(examples).find(([path]) => path.endsWith(`/${name}.json`))?.[1];
  expect(example).toBeDefined();
  expect(Object.keys(schema.parse(example))).toEqual(Object.keys(example as object));
});
