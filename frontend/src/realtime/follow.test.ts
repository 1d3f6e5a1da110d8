import { Problem } from '../http/problem';
import { ada, bob, RoomOnServer } from '../testing/room';
import { departedIn, RoomFollower, type FollowPort, type RoomEvent } from './follow';
import type { RoomFrame } from './frames';

function following(server: RoomOnServer, overrides: Partial<FollowPort> = {}) {
  const events: RoomEvent[] = [];
  let deliver: (frame: RoomFrame) => void = () => undefined;
  const port: FollowPort = {
    subscribe: (_room, onFrame) => {
      deliver = onFrame;
      return Promise.resolve(() => undefined);
    },
    snapshot: () => Promise.resolve(server.snapshot()),
    changes: (_room, since) => Promise.resolve(server.changes(since)),
    pause: () => Promise.resolve(),
    ...overrides,
  };
  const follower = new RoomFollower('7', port, (event) => events.push(event));
  return {
    follower,
    events,
    types: () => events.map((event) => event.type),
    deliver: (frame: RoomFrame | undefined) => {
      if (!frame) throw new Error('no such frame');
      deliver(frame);
    },
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('opens with a snapshot and goes on with frames', async () => {
  const server = new RoomOnServer();
  server.post('one');
  const { follower, deliver, types } = following(server);
  await follower.up();
  server.post('two');
  deliver(server.frames.at(-1));
  expect(types()).toEqual(['opened', 'resumed', 'frame']);
});

test('holds the frames that come before the snapshot and applies those that it lacks', async () => {
  const server = new RoomOnServer();
  const before = server.snapshot();
  const { follower, deliver, events } = following(server, {
    snapshot: () => {
      server.post('one');
      deliver(server.frames[0]);
      return Promise.resolve(before);
    },
  });
  await follower.up();
  expect(events).toEqual([
    { type: 'opened', snapshot: before },
    { type: 'frame', frame: server.frames[0] },
    { type: 'resumed' },
  ]);
});

test('passes over a frame that it has already', async () => {
  const server = new RoomOnServer();
  server.post('one');
  const { follower, deliver, types } = following(server);
  await follower.up();
  deliver(server.frames[0]);
  expect(types()).toEqual(['opened', 'resumed']);
});

test('asks for changes when a frame shows a gap', async () => {
  const server = new RoomOnServer();
  const { follower, deliver, events } = following(server);
  await follower.up();
  server.post('one');
  server.post('two');
  deliver(server.frames[1]);
  await settled();
  expect(events.slice(2)).toEqual([{ type: 'changed', changes: server.changes(0) }, { type: 'resumed' }]);
});

test('after a loss asks only for what changed since', async () => {
  const server = new RoomOnServer();
  server.post('one');
  const { follower, events } = following(server);
  await follower.up();
  follower.down();
  server.post('two');
  await follower.up();
  expect(events.slice(2)).toEqual([
    { type: 'interrupted' },
    { type: 'changed', changes: server.changes(1) },
    { type: 'resumed' },
  ]);
});

test('loads anew when the server says reset, and when the epoch is another', async () => {
  const server = new RoomOnServer();
  server.post('one');
  const { follower, types } = following(server, {
    changes: (_room, since) => Promise.resolve(server.changes(since, 0)),
  });
  await follower.up();
  follower.down();
  server.post('two');
  await follower.up();
  expect(types()).toEqual(['opened', 'resumed', 'interrupted', 'opened', 'resumed']);

  const restored = following(server);
  await restored.follower.up();
  restored.follower.down();
  server.epoch = 'e2';
  await restored.follower.up();
  expect(restored.types()).toEqual(['opened', 'resumed', 'interrupted', 'opened', 'resumed']);
});

test('says so when the subscription is refused', async () => {
  const problem = new Problem('not-a-member');
  const { follower, events } = following(new RoomOnServer(), { subscribe: () => Promise.reject(problem) });
  await follower.up();
  expect(events).toEqual([{ type: 'refused', problem }]);
});

test('tries again what may succeed later', async () => {
  const server = new RoomOnServer();
  let tries = 0;
  const { follower, types } = following(server, {
    snapshot: () => (++tries < 3 ? Promise.reject(new Problem('busy')) : Promise.resolve(server.snapshot())),
  });
  await follower.up();
  expect([tries, types()]).toEqual([3, ['opened', 'resumed']]);
});

test('drops the answer to an earlier connection', async () => {
  const server = new RoomOnServer();
  let answerLate: () => void = () => undefined;
  const { follower, types } = following(server, {
    snapshot: () => new Promise((resolve) => (answerLate = () => resolve(server.snapshot()))),
  });
  const first = follower.up();
  await settled();
  follower.down();
  answerLate();
  await first;
  expect(types()).toEqual([]);
});

test('an event tells who is no member any more, however it came', () => {
  const joined = { account: ada, role: 'MEMBER' as const, rev: 1, joinedAt: '2026-03-01T10:00:00Z' };
  const left = { ...joined, account: bob, rev: 2, leftAt: '2026-03-01T11:00:00Z' };
  const members = [joined, left];
  const numbers = { room: '7', from: 0, rev: 2 };
  const one: RoomFrame = { ...numbers, type: 'member.left', member: left };
  const many: RoomFrame = { ...numbers, type: 'room.changes', messages: [], members };
  const changes = { ...new RoomOnServer().changes(0), members };
  expect(departedIn({ type: 'frame', frame: one })).toEqual([bob.id]);
  expect(departedIn({ type: 'frame', frame: many })).toEqual([bob.id]);
  expect(departedIn({ type: 'changed', changes })).toEqual([bob.id]);
  expect(departedIn({ type: 'frame', frame: { ...one, type: 'member.joined', member: joined } })).toEqual([]);
  expect(departedIn({ type: 'interrupted' })).toEqual([]);
});
