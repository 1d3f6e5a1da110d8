import { hourAndMinuteOf } from './dates';

const instant = (hour: number) => new Date(2026, 2, 1, hour, 5).toISOString();

test.each([
  ['en', 10, '10:05'],
  ['en', 22, '10:05'],
  ['en-GB', 22, '22:05'],
  ['zh-CN', 22, '22:05'],
  ['zh-TW', 22, '10:05'],
  ['ko', 22, '10:05'],
])('in %s the clock alone says %i hours as %s', (language, hour, shown) => {
  expect(hourAndMinuteOf(instant(hour), language)).toBe(shown);
});
