import { http } from '../http/httpClient';
import { Problem } from '../http/problem';
import { general } from '../testing/stage';
import type { Reader } from './direct';
import { Realtime } from './Realtime';
import type { ConnectionListener } from './stompClient';

/** The connection that the test holds; what is asked for is answered once the test lets it, or refused before. */
const server = vi.hoisted(() => ({
  listeners: new Set<ConnectionListener>(),
  asked: [] as string[],
  ended: [] as string[],
  refusals: new Map<string, string[]>(),
  answers: new Map<string, Promise<unknown>>(),
}));

function answer(destination: string, otherwise: unknown): Promise<unknown> {
  server.asked.push(destination);
  const code = server.refusals.get(destination)?.shift();
  if (code !== undefined) return Promise.reject(new Problem(code));
  return server.answers.get(destination) ?? Promise.resolve(otherwise);
}

vi.mock('./outbox', () => ({ Outbox: vi.fn() }));
vi.mock('./stompClient', () => ({
  StompClient: class {
    onConnection = (listener: ConnectionListener) => {
      server.listeners.add(listener);
      return () => server.listeners.delete(listener);
    };
    subscribe = (destination: string) => answer(destination, () => server.ended.push(destination));
    ask = (destination: string) => answer(destination, { epoch: 'e1', rooms: [], sanctions: [] });
    send = (destination: string) => answer(destination, undefined);
  },
}));

const topic = '/topic/rooms/7/presence';
const who = '/app/rooms/7/presence';
const here = { room: '7', counts: { online: 1, away: 0, doNotDisturb: 0, dropped: 0 }, complete: true };
const times = (destination: string) => server.asked.filter((one) => one === destination).length;
const settled = () => vi.advanceTimersByTimeAsync(0);

/** What is answered once the test says so. */
function deferred() {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise<unknown>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

let realtime: Realtime;

async function connect() {
  server.listeners.forEach((listener) => void listener.up().catch(() => undefined));
  await settled();
}

function disconnect() {
  server.listeners.forEach((listener) => listener.down());
}

beforeEach(() => {
  vi.useFakeTimers();
  server.listeners.clear();
  server.refusals.clear();
  server.answers.clear();
  server.asked = [];
  server.ended = [];
  vi.spyOn(http, 'get').mockImplementation((path) =>
    path === '/api/rooms/7' ? Promise.resolve(general(undefined)) : Promise.reject(new Problem('not-found')),
  );
  server.answers.set(who, Promise.resolve({ ...here, members: [{ account: '2', presence: 'ONLINE' }] }));
  realtime = new Realtime('1');
});

afterEach(() => {
  disconnect();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('who is in a room is asked for until it is answered, at every connection', async () => {
  server.refusals.set(topic, ['rate-limited']);
  server.refusals.set(who, ['unreachable', 'busy']);
  const stop = realtime.followPresence('7', () => undefined);
  await connect();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([times(topic), times(who)]).toEqual([2, 3]);
  expect(realtime.presence.state.get().people.has('2')).toBe(true);
  disconnect();
  await connect();
  expect([times(topic), times(who)]).toEqual([3, 4]);
  stop();
  expect(server.ended).toContain(topic);
});

test('a room that was left in the meantime tells of nobody any more', async () => {
  const late = deferred();
  server.answers.set(who, late.promise);
  const stop = realtime.followPresence('7', () => undefined);
  await connect();
  stop();
  late.resolve({ ...here, members: [] });
  await settled();
  expect(realtime.presence.state.get().rooms.has('7')).toBe(false);
});

test('a subscription that is live only after one has left is ended', async () => {
  const late = deferred();
  server.answers.set(topic, late.promise);
  const stop = realtime.followPresence('7', () => undefined);
  await connect();
  stop();
  const end = vi.fn();
  late.resolve(end);
  await settled();
  expect(end).toHaveBeenCalled();
});

test('how far the others have read is asked for until it is answered', async () => {
  const readers = [{ account: '2', seq: 5 }];
  server.refusals.set('/app/rooms/7', ['unavailable']);
  server.answers.set('/app/rooms/7', Promise.resolve({ readers }));
  let known: readonly Reader[] = [];
  realtime.followReaders('7', (change) => {
    known = change(known);
  });
  await connect();
  expect(known).toEqual([]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(known).toEqual(readers);
});
