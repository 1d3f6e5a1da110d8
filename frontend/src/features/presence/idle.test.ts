import { vi } from 'vitest';
import { idleMillis, watchIdleness } from './idle';

let told: boolean[];
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  told = [];
  stop = watchIdleness((idle) => told.push(idle));
});

afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('whoever does nothing for a while is away, once, and back with the first sign', () => {
  vi.advanceTimersByTime(idleMillis - 1);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([true]);
  window.dispatchEvent(new Event('keydown'));
  expect(told).toEqual([true, false]);
});

test('whoever does something stays', () => {
  for (let minute = 0; minute < 20; minute++) {
    vi.advanceTimersByTime(60_000);
    window.dispatchEvent(new Event('pointermove'));
  }
  expect(told).toEqual([]);
});

test('a timer that was stopped while the page was hidden is made up for by the clock', () => {
  vi.setSystemTime(Date.now() + idleMillis * 3);
  vi.advanceTimersByTime(15_000);
  expect(told).toEqual([true]);
});
