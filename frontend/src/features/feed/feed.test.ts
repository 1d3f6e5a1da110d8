import { course, isNewer, offset, withQuotes, type FeedChanged } from './feed';

function value(epoch: number, number: number): FeedChanged {
  return { type: 'feed.changed', feed: 'clock', epoch, number, at: '2026-03-01T10:00:00Z', value: null };
}

test('a value of a later epoch is newer whatever its number', () => {
  expect(isNewer(value(1, 1), undefined)).toBe(true);
  expect(isNewer(value(1, 2), value(1, 1))).toBe(true);
  expect(isNewer(value(1, 1), value(1, 1))).toBe(false);
  expect(isNewer(value(2, 1), value(1, 9))).toBe(true);
  expect(isNewer(value(1, 9), value(2, 1))).toBe(false);
});

test('the offset is what the fastest tick says', () => {
  expect(offset([])).toBeUndefined();
  expect(
    offset([
      { time: 1000, heardAt: 1090 },
      { time: 2000, heardAt: 2012 },
      { time: 3000, heardAt: 3400 },
    ]),
  ).toBe(12);
});

test('courses keep the last prices of each symbol', () => {
  const once = withQuotes(new Map(), [{ symbol: 'ACME', price: 1, change: 0 }], 2);
  const later = withQuotes(once, [{ symbol: 'BOLT', price: 9, change: 0 }], 2);
  const last = [2, 3].reduce(
    (courses, price) => withQuotes(courses, [{ symbol: 'ACME', price, change: 0 }], 2),
    later,
  );
  expect(last.get('ACME')).toEqual([2, 3]);
  expect(last.get('BOLT')).toEqual([9]);
});

test('a course fills its box and stays within it', () => {
  expect(course([5])).toBe('0.0,29.0');
  expect(course([1, 3, 2])).toBe('0.0,29.0 50.0,1.0 100.0,15.0');
});
