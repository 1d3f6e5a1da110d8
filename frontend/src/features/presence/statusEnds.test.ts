import { endOf } from './statusEnds';

const now = new Date(2026, 2, 1, 15, 20);

test('a status ends when it says', () => {
  expect(endOf('never', now)).toBeUndefined();
  expect(endOf('halfHour', now)).toBe(new Date(2026, 2, 1, 15, 50).toISOString());
  expect(endOf('hours', now)).toBe(new Date(2026, 2, 1, 19, 20).toISOString());
  expect(endOf('today', now)).toBe(new Date(2026, 2, 2).toISOString());
  expect(endOf('week', now)).toBe(new Date(2026, 2, 8, 15, 20).toISOString());
});
