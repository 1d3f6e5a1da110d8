import { candidates, complete, mentionAt } from './mentions';

const people = [
  { id: '1', username: 'ada', displayName: 'Ada Lovelace' },
  { id: '2', username: 'grace', displayName: 'Grace Hopper' },
  { id: '3', username: 'lin', displayName: '林小明' },
];

test.each([
  ['@', { start: 0, query: '' }],
  ['hello @gr', { start: 6, query: 'gr' }],
  ['(@a', { start: 1, query: 'a' }],
  ['@林', { start: 0, query: '林' }],
  ['mail@gr', undefined],
  ['@gr ', undefined],
])('in %j finds %j', (text, mention) => {
  expect(mentionAt(text, text.length)).toEqual(mention);
});

test('finds people by either name and by a word of it', () => {
  expect(candidates(people, 'gr').map(({ username }) => username)).toEqual(['grace']);
  expect(candidates(people, 'love').map(({ username }) => username)).toEqual(['ada']);
  expect(candidates(people, '林').map(({ username }) => username)).toEqual(['lin']);
  expect(candidates(people, 'x')).toEqual([]);
});

test('completes in the middle of a text', () => {
  const [, grace] = people;
  if (!grace) throw new Error('nobody');
  expect(complete('hi @gr there', 6, { start: 3, query: 'gr' }, grace)).toEqual({
    text: 'hi @grace there',
    caret: 10,
  });
});
