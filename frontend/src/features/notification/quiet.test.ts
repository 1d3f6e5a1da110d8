import { isQuiet } from './quiet';

const night = { from: '22:00', to: '07:00', timeZone: 'Europe/Berlin' };
const lunch = { from: '12:00', to: '13:00', timeZone: 'Asia/Shanghai' };

test.each([
  ['2026-01-01T20:59:00Z', false],
  ['2026-01-01T21:00:00Z', true],
  ['2026-01-02T05:59:00Z', true],
  ['2026-01-02T06:00:00Z', false],
  // An hour earlier by the sun, the same by the clock.
  ['2026-07-01T20:00:00Z', true],
  ['2026-07-01T05:00:00Z', false],
])('a night in Berlin at %s: %s', (time, quiet) => {
  expect(isQuiet(night, new Date(time))).toBe(quiet);
});

test.each([
  ['2026-01-01T03:59:00Z', false],
  ['2026-01-01T04:00:00Z', true],
  ['2026-01-01T05:00:00Z', false],
])('lunch in Shanghai at %s: %s', (time, quiet) => {
  expect(isQuiet(lunch, new Date(time))).toBe(quiet);
});

test('without quiet hours it is never quiet, and a zone that nobody knows is one’s own', () => {
  expect(isQuiet(null, new Date())).toBe(false);
  expect(
    isQuiet({ from: '00:00', to: '23:59', timeZone: 'Mars/Base' }, new Date('2026-01-01T12:00:00Z')),
  ).toBe(true);
});
