import { vi } from 'vitest';
import { Problem } from '../http/problem';
import { insist, pauseAfter } from './insist';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('tries what passes again until it is done', async () => {
  const answers = [() => Promise.reject(new Problem('busy')), () => Promise.resolve('done')];
  const attempt = vi.fn(() => answers.shift()?.() ?? Promise.reject(new Error('Not asked again')));
  const done = insist(attempt, new AbortController().signal);
  await vi.runAllTimersAsync();
  expect(await done).toBe('done');
  expect(attempt).toHaveBeenCalledTimes(2);
});

test('what is final is refused at once', async () => {
  const attempt = vi.fn(() => Promise.reject(new Problem('forbidden')));
  await expect(insist(attempt, new AbortController().signal)).rejects.toMatchObject({ code: 'forbidden' });
  expect(attempt).toHaveBeenCalledTimes(1);
});

test('gives up in the middle of a pause when it is aborted', async () => {
  const connection = new AbortController();
  const attempt = vi.fn(() => Promise.reject(new Problem('unavailable')));
  const refused = expect(insist(attempt, connection.signal)).rejects.toMatchObject({ code: 'unavailable' });
  await vi.advanceTimersByTimeAsync(0);
  connection.abort();
  await refused;
  await vi.runAllTimersAsync();
  expect(attempt).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('waits longer each time, half of it by chance, and never shorter than the server asks for', () => {
  const most = [0, 1, 2, 3, 4, 9].map((refused) => pauseAfter(refused, { retryAfter: undefined }, () => 1));
  expect(most).toEqual([500, 1000, 2000, 4000, 8000, 8000]);
  expect(pauseAfter(9, { retryAfter: undefined }, () => 0)).toBe(4000);
  expect(pauseAfter(0, { retryAfter: 12 }, () => 0)).toBe(12_250);
});
