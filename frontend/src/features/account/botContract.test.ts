import { apiTokens, botCommands, myBots } from './accountApi';

/* The examples that the server writes and compares: whatever it says, the client understands. */
const examples = import.meta.glob<unknown>('../../../../src/test/resources/contract/bot*.json', {
  eager: true,
  import: 'default',
});

test.each([
  ['bots', myBots],
  ['bot-tokens', apiTokens],
  ['bot-commands', botCommands],
] as const)('understands %s', (name, schema) => {
  const example = Object.entries(examples).find(([path]) => path.endsWith(`/${name}.json`))?.[1];
  expect(example).toBeDefined();
  expect(Object.keys(schema.parse(example))).toEqual(Object.keys(example as object));
});
