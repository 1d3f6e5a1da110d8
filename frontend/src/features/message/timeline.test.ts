import { RoomFollower } from '../../realtime/follow';
import type { RoomFrame } from '../../realtime/frames';
import { ada, bob, RoomOnServer, seeded } from '../../testing/room';
import {
  applyEvent,
  lastOfMine,
  opening,
  shown,
  showsNewest,
  showsOldest,
  type OpenTimeline,
  type Timeline,
  type TimelineEvent,
} from './timeline';

const membership = { account: ada, role: 'MEMBER', rev: 0, joinedAt: '2026-03-01T10:00:00Z' } as const;

function open(timeline: Timeline): OpenTimeline {
  if (!('room' in timeline)) throw new Error(`the timeline is ${timeline.status}`);
  return timeline;
}

function after(...events: TimelineEvent[]): OpenTimeline {
  return open(events.reduce(applyEvent, opening(ada.id)));
}

function bodies(timeline: OpenTimeline): string[] {
  return shown(timeline).map((message) => message.body);
}

function frames(server: RoomOnServer): TimelineEvent[] {
  return server.frames.map((frame) => ({ type: 'frame', frame }));
}

test('shows the messages of the snapshot, oldest first', () => {
  const server = new RoomOnServer();
  server.post('one');
  server.post('two');
  expect(bodies(after({ type: 'opened', snapshot: server.snapshot() }))).toEqual(['one', 'two']);
});

test('follows posts, edits, deletions and reactions', () => {
  const server = new RoomOnServer();
  const snapshot = server.snapshot();
  server.post('one');
  server.post('two');
  server.edit(1, 'won');
  server.delete(2);
  server.react(1, '👍');
  const timeline = after({ type: 'opened', snapshot }, ...frames(server));
  expect(shown(timeline)).toEqual(server.snapshot().messages.reverse());
});

test('the same event twice changes nothing', () => {
  const server = new RoomOnServer();
  const opened: TimelineEvent = { type: 'opened', snapshot: server.snapshot() };
  server.post('one');
  server.edit(1, 'won');
  for (const event of frames(server)) {
    const once = after(opened, ...frames(server).slice(0, frames(server).indexOf(event)), event);
    expect(applyEvent(once, event)).toBe(once);
  }
  const changes: TimelineEvent = { type: 'changed', changes: server.changes(0) };
  const caughtUp = after(opened, changes);
  expect(applyEvent(caughtUp, changes)).toBe(caughtUp);
});

test('an older page goes above, and the oldest is known', () => {
  const server = new RoomOnServer();
  for (let number = 1; number <= 5; number++) server.post(String(number));
  const opened: TimelineEvent = { type: 'opened', snapshot: server.snapshot(2) };
  expect(showsOldest(after(opened))).toBe(false);
  const timeline = after(opened, { type: 'older.loaded', page: server.page(4, 10) });
  expect(bodies(timeline)).toEqual(['1', '2', '3', '4', '5']);
  expect(showsOldest(timeline)).toBe(true);
});

test('a page that was read before an edit does not undo it', () => {
  const server = new RoomOnServer();
  for (let number = 1; number <= 4; number++) server.post(String(number));
  const snapshot = server.snapshot(2);
  const page = server.page(3);
  server.edit(1, 'edited');
  const timeline = after({ type: 'opened', snapshot }, ...frames(server).slice(-1), {
    type: 'older.loaded',
    page,
  });
  expect(bodies(timeline)).toEqual(['edited', '2', '3', '4']);
});

test('a page that does not touch what is shown is passed over', () => {
  const server = new RoomOnServer();
  for (let number = 1; number <= 6; number++) server.post(String(number));
  const timeline = after({ type: 'opened', snapshot: server.snapshot(2) });
  expect(applyEvent(timeline, { type: 'older.loaded', page: server.page(3) })).toBe(timeline);
});

test('away from the newest, new messages are counted but not shown until the way back', () => {
  const server = new RoomOnServer();
  for (let number = 1; number <= 9; number++) server.post(String(number));
  const opened: TimelineEvent = { type: 'opened', snapshot: server.snapshot(3) };
  const jump: TimelineEvent = { type: 'jumped', page: server.page(4, 3), place: { at: 'message', seq: 2 } };
  server.post('10');
  const away = after(opened, jump, ...frames(server).slice(-1));
  expect([bodies(away), showsNewest(away), away.headSeq]).toEqual([['1', '2', '3'], false, 10]);
  const back = open(applyEvent(away, { type: 'newer.loaded', page: server.pageAfter(3) }));
  expect([bodies(back).at(-1), showsNewest(back)]).toEqual(['10', true]);
});

test('opens at the first unread message, loading the page around it if need be', () => {
  const server = new RoomOnServer();
  for (let number = 1; number <= 9; number++) server.post(String(number), bob);
  const near = after({ type: 'opened', snapshot: { ...server.snapshot(5), membership, lastRead: 6 } });
  expect(near.place).toEqual({ at: 'unread', seq: 7 });
  const far = after({ type: 'opened', snapshot: { ...server.snapshot(5), membership, lastRead: 2 } });
  expect(far.place).toEqual({ at: 'unread-elsewhere', seq: 3 });
  const read = after({ type: 'opened', snapshot: { ...server.snapshot(5), membership, lastRead: 9 } });
  expect(read.place).toEqual({ at: 'newest' });
});

test('whoever is no member has nothing unread', () => {
  const server = new RoomOnServer();
  server.post('one', bob);
  const timeline = after({ type: 'opened', snapshot: server.snapshot() });
  expect([timeline.place, timeline.unreadFrom]).toEqual([{ at: 'newest' }, undefined]);
});

test('my own message marks what is above it as read', () => {
  const server = new RoomOnServer();
  server.post('one', bob);
  const snapshot = { ...server.snapshot(), membership, lastRead: 0 };
  server.post('two', ada);
  const timeline = after({ type: 'opened', snapshot }, ...frames(server));
  expect(timeline.unreadFrom).toBe(3);
});

test('looking away begins what is new after the end, but only once all of it was read', () => {
  const server = new RoomOnServer();
  server.post('one', bob);
  server.post('two', bob);
  const opened: TimelineEvent = {
    type: 'opened',
    snapshot: { ...server.snapshot(), membership, lastRead: 0 },
  };
  expect(after(opened, { type: 'looked-away', lastRead: 1 }).unreadFrom).toBe(1);
  expect(after(opened, { type: 'looked-away', lastRead: 2 }).unreadFrom).toBe(3);
});

test('joining makes me a member, and a rename renames without forgetting the rest', () => {
  const server = new RoomOnServer();
  const snapshot = server.snapshot();
  snapshot.room = { ...snapshot.room, memberCount: 3 };
  server.join(ada);
  server.rename('lobby');
  const timeline = after({ type: 'opened', snapshot }, ...frames(server));
  expect(timeline.membership).toMatchObject({ role: 'MEMBER' });
  expect(timeline.room).toMatchObject({ name: 'lobby', memberCount: 3 });
});

test('Up edits my last message that is still there', () => {
  const server = new RoomOnServer();
  server.post('mine');
  server.post('mine, deleted');
  server.post('theirs', bob);
  server.delete(2);
  expect(lastOfMine(after({ type: 'opened', snapshot: server.snapshot() }))?.body).toBe('mine');
});

test('a reset keeps nothing of the old epoch', () => {
  const server = new RoomOnServer();
  server.post('lost');
  const restored = new RoomOnServer();
  restored.epoch = 'e2';
  const timeline = after(
    { type: 'opened', snapshot: server.snapshot() },
    { type: 'opened', snapshot: restored.snapshot() },
    { type: 'older.loaded', page: server.page(2) },
  );
  expect([bodies(timeline), timeline.rev]).toEqual([[], 0]);
});

/**
 * Whatever the network does, the state before plus the events equals a fresh snapshot: frames come twice, late, out of
 * order, in spanning ones, or not at all; connections end at any point; pages come in between.
 */
test.each(Array.from({ length: 150 }, (_, seed) => seed))(
  'seed %i: cut off at random, equal in the end',
  async (seed) => {
    const random = seeded(seed);
    const server = new RoomOnServer();
    let timeline: Timeline = opening(ada.id);
    let calm = false;
    let deliver: ((frame: RoomFrame) => void) | undefined;
    const follower = new RoomFollower(
      '7',
      {
        subscribe: (_room, onFrame) => {
          deliver = onFrame;
          return Promise.resolve(() => undefined);
        },
        snapshot: () => chance(() => Promise.resolve(server.snapshot(5))),
        changes: (_room, since) => chance(() => Promise.resolve(server.changes(since, 20))),
        pause: () => Promise.resolve(),
      },
      (event) => (timeline = applyEvent(timeline, event)),
    );

    /** Something may happen while an answer is on its way. */
    async function chance<T>(answer: () => Promise<T>): Promise<T> {
      const answered = await answer();
      if (!calm && random(2) === 0) act();
      if (!calm && random(2) === 0) tell();
      return answered;
    }

    function act() {
      const seq = 1 + random(Math.max(1, server.headSeq));
      switch (random(7)) {
        case 0:
          server.edit(seq, `edited ${random(1000)}`);
          break;
        case 1:
          server.delete(seq);
          break;
        case 2:
          server.react(seq, ['👍', '🎉', '😀'][random(3)] ?? '👍');
          break;
        case 3:
          server.rename(`room ${random(1000)}`);
          break;
        default:
          server.post(`message ${random(1000)}`, random(2) === 0 ? ada : bob);
      }
    }

    /** A frame of the recent past, or one that spans several; the newest is as likely as all others together. */
    function tell() {
      const recent = server.frames.slice(-6);
      const frame = random(2) === 0 ? recent.at(-1) : recent[random(Math.max(1, recent.length))];
      const told = random(5) === 0 ? server.spanning(1 + random(5)) : frame;
      if (told) deliver?.(told);
    }

    let connecting = follower.up();
    for (let step = 0; step < 60; step++) {
      act();
      if (random(3) > 0) tell();
      if (random(4) === 0) await Promise.resolve();
      if (random(12) === 0) {
        deliver = undefined;
        follower.down();
        act();
        await Promise.resolve();
        connecting = follower.up();
      }
      if (random(8) === 0 && 'room' in timeline) {
        const { low } = timeline;
        const page = server.page(low, 1 + random(5));
        if (random(2) === 0) act();
        if (random(2) === 0) tell();
        timeline = applyEvent(timeline, { type: 'older.loaded', page });
      }
    }
    // The network calms down: one more frame, whichever came through, brings everything.
    calm = true;
    await connecting;
    await new Promise((resolve) => setTimeout(resolve));
    server.post('the last');
    const last = server.frames.at(-1);
    if (last) deliver?.(last);
    await new Promise((resolve) => setTimeout(resolve));

    const end = open(timeline);
    const fresh = server.snapshot(end.high - end.low + 1);
    expect(end.status).toBe('live');
    expect(end.high).toBe(server.headSeq);
    expect(shown(end)).toEqual(fresh.messages.reverse());
    expect(end.room).toEqual(fresh.room);
    expect(end.rev).toBe(server.headRev);
  },
);
