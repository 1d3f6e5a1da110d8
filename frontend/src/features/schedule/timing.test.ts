import { timesOf, whenOf } from './timing';

const noon = Date.parse('2026-03-01T11:20:00Z');
const fresh = timesOf(undefined, noon, 'Europe/Berlin');

test('a form begins with the next full hour', () => {
  expect(whenOf(fresh)).toEqual({ at: '2026-03-01T12:00:00.000Z', zone: 'Europe/Berlin' });
});

test('only what belongs to the kind is said', () => {
  expect(whenOf({ ...fresh, kind: 'cron', start: '', end: '' })).toEqual({
    cron: '0 9 * * MON-FRI',
    zone: 'Europe/Berlin',
  });
  expect(whenOf({ ...fresh, kind: 'every', minutes: '1.5' })).toEqual({
    every: 90,
    start: '2026-03-01T12:00:00.000Z',
    zone: 'Europe/Berlin',
  });
});

test('what is missing or no number is not asked about', () => {
  expect(whenOf({ ...fresh, at: '' })).toBeUndefined();
  expect(whenOf({ ...fresh, kind: 'cron', cron: ' ' })).toBeUndefined();
  expect(whenOf({ ...fresh, kind: 'every', minutes: 'x' })).toBeUndefined();
  expect(whenOf({ ...fresh, kind: 'every', start: '' })).toBeUndefined();
});

test('what is known comes back as it was', () => {
  const when = {
    every: 1800,
    zone: 'UTC',
    start: '2026-03-01T12:00:00.000Z',
    end: '2026-03-02T12:00:00.000Z',
  };
  const known = { id: '1', body: 'x', missed: 'SEND' as const, when };
  expect(whenOf(timesOf(known, noon, 'Europe/Berlin'))).toEqual(when);
});

test('what was not touched keeps its seconds, and what was is as it stands', () => {
  const every = { every: 100, zone: 'UTC', start: '2026-03-01T12:00:17.250Z', end: '2026-03-02T12:00:59Z' };
  const equal = { id: '1', body: 'x', missed: 'SEND' as const, when: every };
  const times = timesOf(equal, noon, 'Europe/Berlin');
  expect(whenOf(times, equal)).toEqual(every);
  expect(whenOf({ ...times, end: timesOf(undefined, noon, 'UTC').at }, equal)).toEqual({
    ...every,
    end: '2026-03-01T12:00:00.000Z',
  });
  const once = { ...equal, when: { at: '2026-03-01T12:00:17Z', zone: 'UTC' } };
  expect(whenOf(timesOf(once, noon, 'Europe/Berlin'), once)).toEqual(once.when);
});
