import { countdown } from './countdown';

test.each([
  [1, '0:01'],
  [999, '0:01'],
  [1001, '0:02'],
  [65_000, '1:05'],
  [3_600_000, '1:00:00'],
  [7_390_000, '2:03:10'],
  [273_600_000, '3 d 4 h'],
  [-5, '0:00'],
])('%i ms are %s', (millis, text) => {
  expect(countdown(millis)).toBe(text);
});
