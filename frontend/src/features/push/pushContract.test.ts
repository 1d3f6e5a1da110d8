import { announcementMade } from './announcement';

/* The examples that the server writes and compares: whatever it says, the client understands. */
const examples = import.meta.glob<unknown>('../../../../src/test/resources/contract/announcement.made.json', {
  eager: true,
  import: 'default',
});

test.each([['announcement.made', announcementMade]] as const)('understands %s', (name, schema) => {
  const example = Object.entries(examples).find(([path]) => path.endsWith(`/${name}.json`))?.[1];
  expect(example).toBeDefined();
  expect(Object.keys(schema.parse(example))).toEqual(Object.keys(example as object));
});
