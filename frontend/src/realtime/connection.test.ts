import { delayBefore, meaningOf } from './connection';

test('waits longer after each failure, and never longer than half a minute', () => {
  const delays = [0, 1, 2, 3, 10].map((attempt) => delayBefore(attempt, 'failed', () => 1));
  expect(delays).toEqual([500, 1000, 2000, 4000, 30_000]);
});

test('leaves half of the delay to chance', () => {
  expect(delayBefore(2, 'lost', () => 0)).toBe(1000);
  expect(delayBefore(2, 'lost', () => 0.5)).toBe(1500);
});

test('spreads the clients of a node that restarts over a longer time', () => {
  expect(delayBefore(0, 'restarting', () => 1)).toBe(2000);
});

test.each([
  [4001, 'signed-out'],
  [4003, 'banned'],
  [4008, 'too-slow'],
  [4009, 'evicted'],
  [1012, 'restarting'],
  [1006, 'lost'],
])('close code %i means %s', (code, meaning) => {
  expect(meaningOf(code)).toBe(meaning);
});
