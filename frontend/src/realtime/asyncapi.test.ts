import schemaText from '@asyncapi/specs/schemas/3.0.0-without-$id.json?raw';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import descriptionText from '../../../src/main/resources/description/asyncapi.yaml?raw';

/* What the server fills in are shapes alone: how they are said is checked there. */
const description = parse(descriptionText, { merge: true, maxAliasCount: -1 }) as object;
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const isAsyncApi = ajv.compile(JSON.parse(schemaText) as object);

it('is well-formed AsyncAPI what the server says of STOMP', () => {
  isAsyncApi(description);
  expect(isAsyncApi.errors ?? []).toEqual([]);
});

it('is none with an operation that does neither send nor receive', () => {
  const channel = { $ref: '#/channels/sync' };
  expect(isAsyncApi({ ...description, operations: { sync: { action: 'publish', channel } } })).toBe(false);
});
