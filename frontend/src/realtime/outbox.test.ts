import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { Problem } from '../http/problem';
import { Outbox, type OutboxPort } from './outbox';
import type { ConnectionListener } from './stompClient';

type Sent = { destination: string; body: { clientId: string; body: string } };

/** A connection whose answers the test gives. */
class Line implements OutboxPort {
  readonly sent: Sent[] = [];
  answer: (sent: Sent) => Promise<void> = () => Promise.resolve();
  private readonly listeners = new Set<ConnectionListener>();

  readonly onConnection = (listener: ConnectionListener) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly send = (destination: string, body: unknown) => {
    const sent = { destination, body } as Sent;
    this.sent.push(sent);
    return this.answer(sent);
  };

  up() {
    this.listeners.forEach((listener) => void listener.up());
  }

  down() {
    this.listeners.forEach((listener) => listener.down());
  }

  get bodies() {
    return this.sent.map(({ body }) => body.body);
  }
}

/** What jsdom lacks: one queue per name, over all tabs of the test. */
class Locks {
  private readonly tails = new Map<string, Promise<unknown>>();

  request(name: string, options: { signal?: AbortSignal }, run: () => Promise<unknown>) {
    const before = this.tails.get(name) ?? Promise.resolve();
    const mine = before.then(() => (options.signal?.aborted ? undefined : run()));
    this.tails.set(
      name,
      mine.catch(() => undefined),
    );
    return mine;
  }
}

const opened: Outbox[] = [];

function tab(account = 'ada') {
  const line = new Line();
  const outbox = new Outbox(account, line);
  outbox.start();
  opened.push(outbox);
  return { line, outbox };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  Object.assign(navigator, { locks: new Locks() });
});

afterEach(() => {
  opened.splice(0).forEach((outbox) => outbox.stop());
});

test('sends in the order written, the next after the last was acknowledged', async () => {
  const { line, outbox } = tab();
  let onItsWay = 0;
  let most = 0;
  line.answer = async () => {
    most = Math.max(most, ++onItsWay);
    await Promise.resolve();
    onItsWay--;
  };
  line.up();
  await Promise.all(['one', 'two', 'three'].map((body) => outbox.post('7', body)));
  await vi.waitFor(() => expect(line.bodies).toEqual(['one', 'two', 'three']));
  expect(most).toBe(1);
});

test('keeps what was written without a connection, over a restart of the browser', async () => {
  const before = tab();
  await before.outbox.post('7', 'one');
  before.outbox.stop();
  const after = tab();
  await vi.waitFor(() => expect(after.outbox.state.get()).toMatchObject([{ body: 'one' }]));
  after.line.up();
  await vi.waitFor(() => expect(after.line.bodies).toEqual(['one']));
});

test('tries again with the same clientId after a loss, and keeps the order', async () => {
  const { line, outbox } = tab();
  line.answer = () => Promise.reject(new Problem('unreachable'));
  line.up();
  await outbox.post('7', 'one');
  await outbox.post('7', 'two');
  await vi.waitFor(() => expect(line.bodies).toEqual(['one']));
  line.down();
  line.answer = () => Promise.resolve();
  line.up();
  await vi.waitFor(() => expect(line.bodies).toEqual(['one', 'one', 'two']));
  expect(line.sent[1]?.body.clientId).toBe(line.sent[0]?.body.clientId);
});

test('waits as long as the server asks for', async () => {
  const { line, outbox } = tab();
  line.answer = () => {
    line.answer = () => Promise.resolve();
    return Promise.reject(new Problem('rate-limited', { retryAfter: 0.2 }));
  };
  line.up();
  const before = performance.now();
  await outbox.post('7', 'one');
  await vi.waitFor(() => expect(line.bodies).toEqual(['one', 'one']));
  expect(performance.now() - before).toBeGreaterThan(190);
});

test('a room that is held up does not hold up another', async () => {
  const { line, outbox } = tab();
  line.answer = ({ destination }) =>
    destination.includes('/7/') ? Promise.reject(new Problem('busy')) : Promise.resolve();
  line.up();
  await outbox.post('7', 'one');
  await outbox.post('8', 'two');
  await vi.waitFor(() =>
    expect(outbox.state.get()).toMatchObject([{ body: 'two', sent: true }, { body: 'one' }]),
  );
});

test('keeps a message that was refused for good, says why, and goes on with the next', async () => {
  const { line, outbox } = tab();
  line.answer = ({ body }) =>
    body.body === 'one' ? Promise.reject(new Problem('room-archived')) : Promise.resolve();
  line.up();
  await outbox.post('7', 'one');
  await outbox.post('7', 'two');
  await vi.waitFor(() => expect(line.bodies).toEqual(['one', 'two']));
  await vi.waitFor(() =>
    expect(outbox.state.get().find(({ body }) => body === 'one')).toMatchObject({ refused: 'room-archived' }),
  );
});

test('remembers until when a message is refused, until it is tried again', async () => {
  const { line, outbox } = tab();
  const before = Date.now();
  line.answer = () => Promise.reject(new Problem('slow-mode', { retryAfter: 30 }));
  line.up();
  await outbox.post('7', 'one');
  await vi.waitFor(() => expect(outbox.state.get()[0]?.refused).toBe('slow-mode'));
  const [refused] = outbox.state.get();
  if (!refused) throw new Error('nothing was refused');
  expect(Date.parse(refused.refusedUntil ?? '')).toBeGreaterThanOrEqual(before + 30_000);
  expect(Date.parse(refused.refusedUntil ?? '')).toBeLessThanOrEqual(Date.now() + 30_000);
  line.answer = () => Promise.reject(new Problem('not-a-member'));
  await outbox.retry(refused);
  await vi.waitFor(() => expect(outbox.state.get()[0]?.refused).toBe('not-a-member'));
  expect(outbox.state.get()[0]?.refusedUntil).toBeUndefined();
});

test('gives the text of a refused message back, or tries it again', async () => {
  const { line, outbox } = tab();
  line.answer = () => Promise.reject(new Problem('room-archived'));
  line.up();
  await outbox.post('7', 'one');
  await vi.waitFor(() => expect(outbox.state.get()[0]?.refused).toBe('room-archived'));
  const [refused] = outbox.state.get();
  if (!refused) throw new Error('nothing was refused');
  line.answer = () => Promise.reject(new Problem('not-a-member'));
  await outbox.retry(refused);
  await vi.waitFor(() => expect(outbox.state.get()[0]?.refused).toBe('not-a-member'));
  expect(await outbox.discard(refused)).toBe('one');
  expect(outbox.state.get()).toEqual([]);
});

test('of two tabs only one sends a message', async () => {
  const [first, second] = [tab(), tab()];
  await first.outbox.post('7', 'one');
  first.line.up();
  second.line.up();
  await vi.waitFor(() => expect([...first.line.bodies, ...second.line.bodies]).toEqual(['one']));
  await vi.waitFor(() => expect(second.outbox.state.get().filter(({ sent }) => !sent)).toEqual([]));
  expect([...first.line.bodies, ...second.line.bodies]).toEqual(['one']);
});

test('another account of the same browser sends nothing of mine', async () => {
  const mine = tab('ada');
  await mine.outbox.post('7', 'one');
  mine.outbox.stop();
  const theirs = tab('bob');
  theirs.line.up();
  await theirs.outbox.post('7', 'two');
  await vi.waitFor(() => expect(theirs.line.bodies).toEqual(['two']));
  const again = tab('ada');
  await vi.waitFor(() => expect(again.outbox.state.get()).toMatchObject([{ body: 'one' }]));
});
