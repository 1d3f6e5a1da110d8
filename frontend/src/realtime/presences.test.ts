import { vi } from 'vitest';
import { Presences } from './presences';
import type { ConnectionListener, StompClient } from './stompClient';

const counts = { online: 1, away: 0, doNotDisturb: 0, dropped: 0 };
const seen = (account: string, presence: 'ONLINE' | 'OFFLINE' = 'ONLINE') => ({ account, presence });

let sent: [string, unknown][];
let listener: ConnectionListener;
let presences: Presences;

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  vi.stubGlobal('fetch', () => Promise.reject(new Error('Not asked here')));
  presences = new Presences({
    onConnection: (given: ConnectionListener) => {
      listener = given;
      return () => undefined;
    },
    subscribe: () => Promise.resolve(() => undefined),
    hint: (destination: string, body: unknown) => sent.push([destination, body]) > 0,
  } as unknown as StompClient);
});

afterEach(() => {
  presences.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const lists = () =>
  sent.filter(([destination]) => destination === '/app/presence/watch').map(([, body]) => body);

test('whom the page shows is watched, in one list for all who were wanted at once', () => {
  const release = presences.want('2');
  presences.want('1');
  presences.want('2');
  vi.advanceTimersByTime(300);
  expect(lists()).toEqual([{ accounts: ['1', '2'] }]);
  release();
  vi.advanceTimersByTime(300);
  expect(lists()).toHaveLength(1);
});

test('whom a room tells of is not watched, until it is left', () => {
  presences.want('1');
  presences.want('2');
  presences.heard({ room: '7', counts, complete: true, members: [seen('1')] });
  vi.advanceTimersByTime(300);
  expect(lists()).toEqual([{ accounts: ['2'] }]);
  presences.left('7');
  vi.advanceTimersByTime(300);
  expect(lists().at(-1)).toEqual({ accounts: ['1', '2'] });
});

test('a large room tells of nobody', () => {
  presences.want('1');
  presences.heard({ room: '7', counts, complete: false, members: [] });
  vi.advanceTimersByTime(300);
  expect(lists()).toEqual([{ accounts: ['1'] }]);
  expect(presences.state.get().rooms.get('7')).toEqual({ counts, complete: false });
});

test('a new connection is told anew whom it watches and that nobody is at the page', async () => {
  presences.want('1');
  presences.setIdle(true);
  presences.setIdle(true);
  vi.advanceTimersByTime(300);
  sent = [];
  await listener.up().catch(() => undefined);
  expect(sent).toEqual([
    ['/app/presence', { idle: true }],
    ['/app/presence/watch', { accounts: ['1'] }],
  ]);
});

test('what is heard of somebody replaces what was known', () => {
  presences.heard({ room: '7', counts, complete: true, members: [seen('1'), seen('2')] });
  presences.heard({ room: '7', counts, complete: true, members: [seen('2', 'OFFLINE')] });
  expect([...presences.state.get().people.values()]).toEqual([seen('1'), seen('2', 'OFFLINE')]);
});
