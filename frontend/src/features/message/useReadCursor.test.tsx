import { act, renderHook } from '@testing-library/react';
import { vi } from 'vitest';
import type { ConnectionState } from '../../realtime/connection';
import type { ReadCursor } from '../../realtime/readCursors';
import { MovedBack } from '../../realtime/movedBack';
import type { Realtime } from '../../realtime/Realtime';
import { Value } from '../../realtime/store';
import { RealtimeContext } from '../../realtime/useRealtime';
import { useReadCursor } from './useReadCursor';

const move = vi.fn<(room: string, cursor: ReadCursor) => void>();
let state: Value<ConnectionState>;
let movedBack: MovedBack;
/** Changes whenever the server tells of read cursors. */
let heads: Value<number>;
let list: HTMLElement;

beforeEach(() => {
  vi.useFakeTimers();
  move.mockClear();
  state = new Value<ConnectionState>({ status: 'connected' });
  movedBack = new MovedBack();
  heads = new Value(0);
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
  const realtime = {
    stomp: { state },
    cursors: { move },
    rooms: { movedBack, state: heads },
  } as unknown as Realtime;
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

/** Another device marks the third of the messages as unread. */
const markElsewhere = () => [5, 2].forEach((lastRead) => movedBack.heard('7', lastRead));

test('what was marked as unread elsewhere is not read by new messages, by being seen or by a new connection', () => {
  row(4, 0);
  const { cursor } = read();
  settle();
  markElsewhere();
  row(5, 40);
  cursor.lookSoon();
  settle();
  document.dispatchEvent(new Event('visibilitychange'));
  settle();
  state.set({ status: 'waiting', until: 0 });
  state.set({ status: 'connected' });
  settle();
  expect(moves()).toEqual([['7', { seq: 4 }]]);
});

test('it is read when somebody does something in the room, and when it is opened again', () => {
  row(4, 0);
  const { cursor, unmount } = read();
  settle();
  markElsewhere();
  cursor.comeBack();
  settle();
  expect(moves()).toHaveLength(2);
  markElsewhere();
  unmount();
  read();
  settle();
  expect(moves()).toEqual(Array(3).fill(['7', { seq: 4 }]));
});

test('what came meanwhile is read once all before it is read elsewhere', () => {
  row(5, 0);
  read();
  settle();
  markElsewhere();
  row(6, 40);
  heads.set(1);
  state.set({ status: 'connected' });
  settle();
  expect(moves()).toHaveLength(1);
  movedBack.heard('7', 5);
  heads.set(2);
  settle();
  expect(moves().at(-1)).toEqual(['7', { seq: 6 }]);
});

test('what I marked here is read when I answer, and not by what else I do', () => {
  row(4, 0);
  const { cursor } = read();
  settle();
  cursor.markUnread(3);
  [4, 2].forEach((lastRead) => movedBack.heard('7', lastRead));
  cursor.comeBack();
  settle();
  expect(moves()).toHaveLength(2);
  cursor.posted();
  settle();
  expect(moves().at(-1)).toEqual(['7', { seq: 4 }]);
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
