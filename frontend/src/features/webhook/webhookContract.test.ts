import { deliveries, incomingWebhooks, webhooks } from './webhookApi';

/* The examples that the server writes and compares: whatever it says, the client understands. */
const examples = import.meta.glob<unknown>('../../../../src/test/resources/contract/webhook*.json', {
  eager: true,
  import: 'default',
});

test.each([
  ['webhooks', webhooks],
  ['webhook-deliveries', deliveries],
  ['webhook-incoming', incomingWebhooks],
] as const)('understands %s', (name, schema) => {
  const example = Object.entries(examples).find(([path]) => path.endsWith(`/${name}.json`))?.[1];
  expect(example).toBeDefined();
  expect(Object.keys(schema.parse(example))).toEqual(Object.keys(example as object));
});
