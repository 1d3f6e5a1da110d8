import type { Room } from '../http/wire';
import { matching } from './switcher';
import { titleOf } from './usePageTitle';

const heads = [
  ['design', 0],
  ['interior design', 3],
  ['redesigned', 0],
  ['lunch', 7],
].map(([name, unread]) => ({ room: { id: name, name } as unknown as Room, unread: Number(unread) }));

const names = (text: string) => matching(heads, text).map(({ room }) => room.name);

test('finds the start of a name first, then the start of a word, then the rest', () => {
  expect(names('des')).toEqual(['design', 'interior design', 'redesigned']);
  expect(names(' #LUN ')).toEqual(['lunch']);
  expect(names('nothing like it')).toEqual([]);
});

test('offers what is unread before anything is typed', () => {
  expect(names('')).toEqual(['interior design', 'lunch', 'design', 'redesigned']);
});

test('the title of the document carries what is unread', () => {
  expect(titleOf('general', 0)).toBe('general · Confab');
  expect(titleOf('general', 3)).toBe('(3) general · Confab');
  expect(titleOf(undefined, 100)).toBe('(99+) Confab');
});
