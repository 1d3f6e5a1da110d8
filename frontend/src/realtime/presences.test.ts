import { vi } from 'vitest';
import { Problem } from '../http/problem';
import { Presences } from './presences';
import type { ConnectionListener, StompClient } from './stompClient';

const counts = { online: 1, away: 0, doNotDisturb: 0, dropped: 0 };
const seen = (account: string, presence: 'ONLINE' | 'OFFLINE' = 'ONLINE') => ({ account, presence });

let sent: [string, unknown][];
/** How the next subscriptions and lists are refused. */
let refused: { subscriptions: string[]; lists: string[]; idle: string[] };
const answer = (codes: string[]) => {
  const code = codes.shift();
  return code === undefined ? Promise.resolve() : Promise.reject(new Problem(code));
};
let listener: ConnectionListener;
let presences: Presences;

const connect = () => void listener.up().catch(() => undefined);

beforeEach(() => {
  vi.useFakeTimers();
  sent = [];
  refused = { subscriptions: [], lists: [], idle: [] };
  vi.stubGlobal('fetch', () => Promise.reject(new Error('Not asked here')));
  presences = new Presences({
    onConnection: (given: ConnectionListener) => {
      listener = given;
      return () => undefined;
    },
    subscribe: () => answer(refused.subscriptions).then(() => () => undefined),
    send: (destination: string, body: unknown) => {
      sent.push([destination, body]);
      return answer(destination === '/app/presence' ? refused.idle : refused.lists);
    },
  } as unknown as StompClient);
  connect();
});

afterEach(() => {
  presences.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const to = (destination: string) => sent.filter(([each]) => each === destination).map(([, body]) => body);
const lists = () => to('/app/presence/watch');
const idle = () => to('/app/presence');

test('whom the page shows is watched, in one list for all who were wanted at once', async () => {
  const release = presences.want('2');
  presences.want('1');
  presences.want('2');
  await vi.advanceTimersByTimeAsync(300);
  expect(lists()).toEqual([{ accounts: ['1', '2'] }]);
  release();
  await vi.advanceTimersByTimeAsync(300);
  expect(lists()).toHaveLength(1);
});

test('whom a room tells of is not watched, until it is left', async () => {
  presences.want('1');
  presences.want('2');
  presences.heard({ room: '7', counts, complete: true, members: [seen('1')] });
  await vi.advanceTimersByTimeAsync(300);
  expect(lists()).toEqual([{ accounts: ['2'] }]);
  presences.left('7');
  await vi.advanceTimersByTimeAsync(300);
  expect(lists().at(-1)).toEqual({ accounts: ['1', '2'] });
});

test('a large room tells of nobody', async () => {
  presences.want('1');
  presences.heard({ room: '7', counts, complete: false, members: [] });
  await vi.advanceTimersByTimeAsync(300);
  expect(lists()).toEqual([{ accounts: ['1'] }]);
  expect(presences.state.get().rooms.get('7')).toEqual({ counts, complete: false });
});

test('a new connection is told anew whom it watches and that nobody is at the page', async () => {
  presences.want('1');
  presences.setIdle(true);
  presences.setIdle(true);
  await vi.advanceTimersByTimeAsync(300);
  sent = [];
  listener.down();
  connect();
  await vi.advanceTimersByTimeAsync(0);
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

test('a subscription that is refused for a moment is tried again, and only then is anybody watched', async () => {
  listener.down();
  refused.subscriptions.push('unavailable', 'rate-limited');
  presences.want('1');
  connect();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(refused.subscriptions).toEqual([]);
  expect(lists().at(-1)).toEqual({ accounts: ['1'] });
});

test('a list that is refused for a moment is sent again, with whoever is shown by then', async () => {
  refused.lists.push('rate-limited');
  presences.want('1');
  await vi.advanceTimersByTimeAsync(300);
  presences.want('2');
  await vi.advanceTimersByTimeAsync(1_000);
  expect(lists()).toEqual([{ accounts: ['1'] }, { accounts: ['1', '2'] }]);
});

test('a list that is refused for good is not sent again, but the next one is', async () => {
  refused.lists.push('invalid');
  presences.want('1');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(lists()).toEqual([{ accounts: ['1'] }]);
  presences.want('2');
  await vi.advanceTimersByTimeAsync(300);
  expect(lists().at(-1)).toEqual({ accounts: ['1', '2'] });
});

test('whoever leaves a room is told of by it no more, and watched where they are still shown', async () => {
  presences.want('1');
  presences.opened({ room: '7', counts, complete: true, members: [seen('1'), seen('2')] });
  await vi.advanceTimersByTimeAsync(300);
  expect(lists()).toEqual([]);
  presences.departed('7', '1');
  presences.departed('7', '2');
  await vi.advanceTimersByTimeAsync(300);
  expect(lists()).toEqual([{ accounts: ['1'] }]);
});

test('what a room tells anew takes the place of whom it told of before', async () => {
  presences.want('1');
  presences.opened({ room: '7', counts, complete: true, members: [seen('1')] });
  presences.opened({ room: '7', counts, complete: true, members: [] });
  await vi.advanceTimersByTimeAsync(300);
  expect(lists()).toEqual([{ accounts: ['1'] }]);
});

test('that nobody is at the page is told until the server knows, and by then only what holds', async () => {
  refused.idle.push('busy', 'unreachable');
  presences.setIdle(true);
  await vi.advanceTimersByTimeAsync(0);
  presences.setIdle(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(idle()).toEqual([{ idle: true }, { idle: false }, { idle: false }]);
  presences.setIdle(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(idle()).toHaveLength(4);
});

test('what came about without a connection is told to the next, and what is as at its beginning is not', async () => {
  listener.down();
  presences.setIdle(true);
  connect();
  await vi.advanceTimersByTimeAsync(0);
  expect(idle()).toEqual([{ idle: true }]);
  listener.down();
  presences.setIdle(false);
  connect();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(idle()).toHaveLength(1);
});

test('what I am seen as is asked for until it is answered', async () => {
  const own = { type: 'presence.own', availability: 'AUTOMATIC', presence: 'ONLINE' };
  const answers = [() => Promise.reject(new Error('Away')), () => Promise.resolve(Response.json(own))];
  vi.stubGlobal('fetch', () => answers.shift()?.());
  listener.down();
  connect();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(presences.state.get().own).toMatchObject({ presence: 'ONLINE' });
});
