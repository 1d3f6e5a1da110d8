import { act, renderHook } from '@testing-library/react';
import { vi } from 'vitest';
import type { ConnectionState } from '../../realtime/connection';
import type { ReadCursor } from '../../realtime/readCursors';
import type { Realtime } from '../../realtime/Realtime';
import { Value } from '../../realtime/store';
import { RealtimeContext } from '../../realtime/useRealtime';
import { useReadCursor } from './useReadCursor';

const move = vi.fn<(room: string, cursor: ReadCursor) => void>();
let state: Value<ConnectionState>;
let list: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  move.mockClear();
  state = new Value<ConnectionState>({ status: 'connected' });
  list = document.createElement('div');
  at(list, 0, 100);
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

function at(element: HTMLElement, top: number, bottom: number) {
  element.getBoundingClientRect = () => ({ top, bottom }) as DOMRect;
}

/** A message in the list, which begins so far below the list's upper end. */
function row(seq: number, top: number) {
  const element = document.createElement('article');
  element.dataset['seq'] = String(seq);
  at(element, top, top + 40);
  list.append(element);
}

function read(enabled = true) {
  const realtime = { stomp: { state }, cursors: { move } } as unknown as Realtime;
  const { result, unmount } = renderHook(() => useReadCursor('7', { current: list }, enabled), {
    wrapper: ({ children }) => <RealtimeContext value={realtime}>{children}</RealtimeContext>,
  });
  return { cursor: result.current, unmount };
}

const settle = () => act(() => void vi.advanceTimersByTime(400));
const moves = () => move.mock.calls;

test('the newest message of which something is in view is read, once for many looks', () => {
  row(4, 0);
  row(5, 60);
  row(6, 95);
  const { cursor } = read();
  cursor.lookSoon();
  cursor.lookSoon();
  settle();
  expect(moves()).toEqual([['7', { seq: 5 }]]);
});

test('what is read already is not told again, and what comes into view later is', () => {
  row(4, 0);
  const { cursor } = read();
  settle();
  cursor.lookSoon();
  settle();
  expect(moves()).toHaveLength(1);
  row(5, 40);
  cursor.lookSoon();
  settle();
  expect(moves().at(-1)).toEqual(['7', { seq: 5 }]);
});

test('nothing is read while the tab is hidden, until it is seen again', () => {
  row(4, 0);
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  read();
  settle();
  expect(moves()).toEqual([]);
  visibility.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  settle();
  expect(moves()).toEqual([['7', { seq: 4 }]]);
});

test('whoever is no member reads nothing, and nobody does after leaving the page', () => {
  row(4, 0);
  read(false);
  settle();
  read().unmount();
  settle();
  expect(moves()).toEqual([]);
});

test('after moving the cursor back nothing is read any more', () => {
  row(4, 0);
  const { cursor } = read();
  settle();
  cursor.markUnread(3);
  row(5, 40);
  cursor.lookSoon();
  settle();
  expect(moves().at(-1)).toEqual(['7', { seq: 2, unread: true }]);
});

test('a new connection is told anew', () => {
  row(4, 0);
  read();
  settle();
  state.set({ status: 'waiting', until: 0 });
  state.set({ status: 'connected' });
  settle();
  expect(moves()).toEqual([
    ['7', { seq: 4 }],
    ['7', { seq: 4 }],
  ]);
});
