import type { Problem } from '../../http/problem';
import type { Member, Message, MessagePage, Room } from '../../http/wire';
import type { RoomEvent } from '../../realtime/follow';
import type { RoomFrame, RoomSnapshot } from '../../realtime/frames';

/** What a room's conversation shows: opening → live → catching up → live, or refused. */
export type Timeline = Opening | { status: 'refused'; me: string; problem: Problem } | OpenTimeline;

interface Opening {
  status: 'opening';
  me: string;
}

export interface OpenTimeline {
  status: 'live' | 'catching-up';
  /** The id of my account. */
  me: string;
  room: Room;
  membership: Member | undefined;
  epoch: string;
  /** Everything up to this change is in here. */
  rev: number;
  /** The seq of the newest message of the room, whether it is loaded or not. */
  headSeq: number;
  /** Every message that is known, by seq; also some outside of what is shown, so that no page brings back an old state. */
  known: ReadonlyMap<number, Message>;
  /** The messages that are shown are those from `low` to `high`, without a hole; none if `high` is less than `low`. */
  low: number;
  high: number;
  /** The first message that is new to me, or will be. */
  unreadFrom: number | undefined;
  /** Raised whenever other messages took the place of those that were shown: the view is then placed at `place`. */
  generation: number;
  place: Place;
}

export type Place =
  | { at: 'newest' }
  | { at: 'unread'; seq: number }
  | { at: 'message'; seq: number }
  /** The first unread message is further up than what is loaded: a page around it is asked for. */
  | { at: 'unread-elsewhere'; seq: number };

export type TimelineEvent =
  | RoomEvent
  /** The answer to `before={low}` or `after={high}`. */
  | { type: 'older.loaded' | 'newer.loaded'; page: MessagePage }
  /** A page around a message, or the newest, to be shown instead. */
  | { type: 'jumped'; page: MessagePage; place: Place }
  /** Nobody looks any more: if I have read to the end, what comes from here on is new. */
  | { type: 'looked-away'; lastRead: number }
  /** I want to read again from here on. */
  | { type: 'marked-unread'; seq: number };

export function opening(me: string): Timeline {
  return { status: 'opening', me };
}

/** The next state. Pure, and the same event twice changes nothing. */
export function applyEvent(timeline: Timeline, event: TimelineEvent): Timeline {
  if (event.type === 'opened') return opened(timeline, event.snapshot);
  if (event.type === 'refused') return { status: 'refused', me: timeline.me, problem: event.problem };
  return 'room' in timeline ? applyToOpen(timeline, event) : timeline;
}

function applyToOpen(
  timeline: OpenTimeline,
  event: Exclude<TimelineEvent, { type: 'opened' | 'refused' }>,
): OpenTimeline {
  switch (event.type) {
    case 'interrupted':
      return { ...timeline, status: 'catching-up' };
    case 'resumed':
      return timeline.status === 'live' ? timeline : { ...timeline, status: 'live' };
    case 'frame': {
      const { frame } = event;
      if (frame.rev <= timeline.rev || frame.from > timeline.rev) return timeline;
      return changed({ ...timeline, rev: frame.rev }, contentOf(frame));
    }
    case 'changed': {
      const { epoch, rev, messages, members, roomState } = event.changes;
      if (epoch !== timeline.epoch || rev <= timeline.rev) return timeline;
      return changed({ ...timeline, rev }, { messages, members, roomState });
    }
    case 'older.loaded':
      return older(timeline, event.page);
    case 'newer.loaded':
      return newer(timeline, event.page);
    case 'jumped':
      return jumped(timeline, event.page, event.place);
    case 'marked-unread':
      return { ...timeline, unreadFrom: event.seq };
    case 'looked-away':
      return timeline.unreadFrom === undefined || event.lastRead < timeline.headSeq
        ? timeline
        : { ...timeline, unreadFrom: timeline.headSeq + 1 };
  }
}

/** What is shown, oldest first. */
export function shown(timeline: OpenTimeline): Message[] {
  const messages: Message[] = [];
  for (let seq = timeline.low; seq <= timeline.high; seq++) {
    const message = timeline.known.get(seq);
    if (message) messages.push(message);
  }
  return messages;
}

export function showsNewest(timeline: OpenTimeline): boolean {
  return timeline.high >= timeline.headSeq;
}

export function showsOldest(timeline: OpenTimeline): boolean {
  return timeline.low <= timeline.room.firstSeq;
}

/** The message that Up in an empty composer edits. */
export function lastOfMine(timeline: OpenTimeline): Message | undefined {
  return shown(timeline).findLast((message) => message.author.id === timeline.me && !message.deletedAt);
}

interface Content {
  messages: readonly Message[];
  members: readonly Member[];
  roomState: Room | null | undefined;
}

function contentOf(frame: RoomFrame): Content {
  if (frame.type === 'room.changes') return { ...frame, roomState: frame.roomState };
  if (frame.type === 'room.changed') return { messages: [], members: [], roomState: frame.roomState };
  if ('member' in frame) return { messages: [], members: [frame.member], roomState: undefined };
  return { messages: [frame.message], members: [], roomState: undefined };
}

function opened(before: Timeline, snapshot: RoomSnapshot): OpenTimeline {
  const { room, membership, lastRead, epoch, rev, messages } = snapshot;
  const { low, high } = spanOf(messages) ?? { low: room.firstSeq, high: room.firstSeq - 1 };
  const earlier = 'room' in before ? before : undefined;
  const unreadFrom = membership && !membership.leftAt ? (earlier?.unreadFrom ?? lastRead + 1) : undefined;
  return {
    status: earlier?.status ?? 'live',
    me: before.me,
    room,
    membership: membership ?? undefined,
    epoch,
    rev,
    headSeq: Math.max(high, room.head?.seq ?? 0),
    known: upsert(new Map(), messages),
    low,
    high,
    unreadFrom,
    generation: (earlier?.generation ?? 0) + 1,
    place: earlier ? { at: 'newest' } : firstPlace(unreadFrom, low, high),
  };
}

function firstPlace(unreadFrom: number | undefined, low: number, high: number): Place {
  if (unreadFrom === undefined || unreadFrom > high) return { at: 'newest' };
  return { at: unreadFrom < low ? 'unread-elsewhere' : 'unread', seq: unreadFrom };
}

function changed(timeline: OpenTimeline, { messages, members, roomState }: Content): OpenTimeline {
  const followed = showsNewest(timeline);
  const known = upsert(timeline.known, messages);
  const headSeq = Math.max(timeline.headSeq, ...messages.map((message) => message.seq));
  const mine = members.find((member) => member.account.id === timeline.me);
  const posted = messages.some(
    (message) => message.author.id === timeline.me && message.seq > timeline.headSeq,
  );
  return {
    ...timeline,
    known,
    headSeq,
    high: followed ? contiguous(known, timeline.high) : timeline.high,
    // What I answer I have read.
    unreadFrom: posted && timeline.unreadFrom !== undefined ? headSeq + 1 : timeline.unreadFrom,
    membership: mine && mine.rev > (timeline.membership?.rev ?? -1) ? mine : timeline.membership,
    room:
      roomState && roomState.rev > timeline.room.rev
        ? { ...timeline.room, ...stated(roomState), name: roomState.name || timeline.room.name }
        : timeline.room,
  };
}

/** Frames do not tell what belongs to the one who asks, and must not wipe it out. */
function stated({ head, memberCount, membership, ...state }: Room): Room {
  return {
    ...state,
    ...(head ? { head } : {}),
    ...(memberCount ? { memberCount } : {}),
    ...(membership ? { membership } : {}),
  };
}

function older(timeline: OpenTimeline, page: MessagePage): OpenTimeline {
  if (page.epoch !== timeline.epoch) return timeline;
  const span = spanOf(page.messages);
  // Nothing is older, whatever the room said: retention has been here.
  if (span === undefined) return { ...timeline, room: { ...timeline.room, firstSeq: timeline.low } };
  if (span.high !== timeline.low - 1) return timeline;
  return { ...timeline, known: upsert(timeline.known, page.messages), low: span.low };
}

function newer(timeline: OpenTimeline, page: MessagePage): OpenTimeline {
  if (page.epoch !== timeline.epoch) return timeline;
  const span = spanOf(page.messages);
  if (span?.low !== timeline.high + 1) return timeline;
  const known = upsert(timeline.known, page.messages);
  return {
    ...timeline,
    known,
    high: contiguous(known, span.high),
    headSeq: Math.max(timeline.headSeq, span.high),
  };
}

function jumped(timeline: OpenTimeline, page: MessagePage, place: Place): OpenTimeline {
  const span = spanOf(page.messages);
  if (page.epoch !== timeline.epoch || span === undefined) {
    return timeline.place.at === 'unread-elsewhere' ? { ...timeline, place: { at: 'newest' } } : timeline;
  }
  const known = upsert(timeline.known, page.messages);
  return {
    ...timeline,
    known,
    low: span.low,
    high: contiguous(known, span.high),
    headSeq: Math.max(timeline.headSeq, span.high),
    generation: timeline.generation + 1,
    place,
  };
}

/** The newer state of each message wins, in whichever order they come. */
function upsert(
  known: ReadonlyMap<number, Message>,
  messages: readonly Message[],
): ReadonlyMap<number, Message> {
  const next = new Map(known);
  for (const message of messages) {
    const held = next.get(message.seq);
    if (held === undefined || held.rev < message.rev) next.set(message.seq, message);
  }
  return next;
}

function contiguous(known: ReadonlyMap<number, Message>, high: number): number {
  let last = high;
  while (known.has(last + 1)) last++;
  return last;
}

function spanOf(messages: readonly Message[]): { low: number; high: number } | undefined {
  if (messages.length === 0) return undefined;
  const seqs = messages.map((message) => message.seq);
  return { low: Math.min(...seqs), high: Math.max(...seqs) };
}
