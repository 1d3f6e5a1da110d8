import { named, type Attention, type RoomId } from '../http/wire';
import { headsFrame, notice, syncAnswer, type HeadsFrame, type Notice } from './frames';
import { insist } from './insist';
import { MovedBack } from './movedBack';
import type { RoomHead, RoomsState } from './RoomHead';
import type { StompClient } from './stompClient';
import { Value } from './store';

const refreshAfterMillis = 10_000;

/** The rooms after a frame of /user/queue/heads; `unknown` when it tells of a room that only a sync can describe. */
export function applyHeads(
  rooms: ReadonlyMap<RoomId, RoomHead>,
  frame: HeadsFrame,
): { rooms: ReadonlyMap<RoomId, RoomHead>; unknown: boolean } {
  const next = new Map(rooms);
  let unknown = false;
  for (const moved of frame.rooms) {
    const known = next.get(moved.room);
    if ('left' in moved) next.delete(moved.room);
    else if (known === undefined) unknown = true;
    else if (moved.head.rev >= known.head.rev) {
      next.set(moved.room, { ...known, mutedUntil: null, request: null, ...moved, room: known.room });
    }
  }
  return { rooms: next, unknown };
}

/** A sync that is on its way: what came meanwhile, and whether it was asked for once more. */
interface Syncing {
  held: HeadsFrame[];
  again: boolean;
}

/** My rooms, from `sync` and /user/queue/heads, and the notices that come beside them. */
export class Rooms {
  readonly state = new Value<RoomsState>({ status: 'loading', rooms: new Map() });
  readonly movedBack = new MovedBack();

  private readonly me: string;
  private readonly stomp: StompClient;
  private readonly noticeListeners = new Set<(notice: Notice) => void>();
  private readonly stopListening: () => void;
  /** Aborted when the connection goes; undefined while there is none. */
  private connection: AbortController | undefined;
  /** Undefined while none is on its way. */
  private syncing: Syncing | undefined;
  private refreshTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(me: string, stomp: StompClient) {
    this.me = me;
    this.stomp = stomp;
    this.stopListening = stomp.onConnection({ up: () => this.up(), down: () => this.down() });
  }

  stop(): void {
    this.stopListening();
    this.down();
  }

  readonly onNotice = (listener: (notice: Notice) => void): (() => void) => {
    this.noticeListeners.add(listener);
    return () => this.noticeListeners.delete(listener);
  };

  /** Asks for all of it again. */
  readonly refresh = (): void => {
    if (this.connection) this.sync(this.connection.signal).catch(() => undefined);
  };

  /** Something came from this room: if it is new here, only a sync can describe it. */
  heardOf(room: RoomId): void {
    const { status, rooms } = this.state.get();
    if (status === 'ready' && !rooms.has(room)) this.refresh();
  }

  /** What I have read is read at once; the server's count follows. */
  readUpTo(room: RoomId, seq: number): void {
    const state = this.state.get();
    const known = state.rooms.get(room);
    if (!known || seq <= known.lastRead) return;
    this.put(room, seq >= known.head.seq ? { lastRead: seq, unread: 0, mentions: 0 } : { lastRead: seq });
  }

  /** What I want to be told is so at once. */
  attend(room: RoomId, { level, mutedUntil }: Attention): void {
    this.put(room, { level, mutedUntil: mutedUntil ?? null });
  }

  /** All that is unread is read at once; the server's counts follow. */
  readAll(): void {
    for (const [room, { head }] of this.state.get().rooms) this.readUpTo(room, head.seq);
  }

  private put(room: RoomId, change: Partial<RoomHead>): void {
    const state = this.state.get();
    const known = state.rooms.get(room);
    if (known) this.state.set({ ...state, rooms: new Map(state.rooms).set(room, { ...known, ...change }) });
  }

  private async up(): Promise<void> {
    const { signal } = (this.connection = new AbortController());
    await Promise.all([this.followHeads(signal), this.followNotices(signal)]);
  }

  private async followHeads(signal: AbortSignal): Promise<void> {
    await insist(
      () => this.stomp.subscribe('/user/queue/heads', headsFrame, (frame) => this.receive(frame)),
      signal,
    );
    await this.sync(signal);
  }

  private async followNotices(signal: AbortSignal): Promise<void> {
    const tell = (told: Notice) => this.noticeListeners.forEach((listener) => listener(told));
    await insist(() => this.stomp.subscribe('/user/queue/notices', notice, tell), signal);
  }

  private down(): void {
    this.connection?.abort();
    this.connection = undefined;
    clearTimeout(this.refreshTimer);
    this.refreshTimer = undefined;
    this.syncing = undefined;
  }

  /** One at a time, so that no answer takes the place of a newer one. */
  private async sync(signal: AbortSignal): Promise<void> {
    if (this.syncing) {
      this.syncing.again = true;
      return;
    }
    const mine: Syncing = { held: [], again: false };
    this.syncing = mine;
    try {
      const { epoch, rooms } = await insist(() => this.stomp.ask('/app/sync', syncAnswer), signal);
      if (this.syncing !== mine) return;
      const before = this.state.get();
      if (before.status === 'ready' && before.epoch !== epoch) this.movedBack.forgetAll();
      rooms.forEach(({ room, lastRead }) => this.movedBack.heard(room.id, lastRead));
      const heads = rooms.map((head) => ({ ...head, room: named(head.room, this.me) }));
      this.state.set({ status: 'ready', epoch, rooms: new Map(heads.map((head) => [head.room.id, head])) });
    } finally {
      if (this.syncing === mine) {
        this.syncing = undefined;
        // What it was asked for once more may have happened after this answer was made.
        if (mine.again) this.refresh();
        mine.held.forEach((frame) => this.receive(frame));
      }
    }
  }

  private receive(frame: HeadsFrame): void {
    if (this.syncing) {
      this.syncing.held.push(frame);
      return;
    }
    const before = this.state.get();
    const { rooms, unknown } = applyHeads(before.rooms, frame);
    for (const moved of frame.rooms) {
      if ('left' in moved) this.movedBack.forget(moved.room);
      else this.movedBack.heard(moved.room, moved.lastRead);
    }
    this.state.set({ ...before, rooms });
    if (unknown) this.refresh();
    else if (onlyRevMoved(before.rooms, rooms)) this.refreshSoon();
  }

  /** A room's new name moves its rev, and nothing else that heads tell; so does a reaction, therefore not at once. */
  private refreshSoon(): void {
    this.refreshTimer ??= setTimeout(() => {
      this.refreshTimer = undefined;
      this.refresh();
    }, refreshAfterMillis);
  }
}

function onlyRevMoved(before: ReadonlyMap<RoomId, RoomHead>, after: ReadonlyMap<RoomId, RoomHead>): boolean {
  return [...after].some(([room, { head }]) => {
    const old = before.get(room)?.head;
    return old?.seq === head.seq && old.rev !== head.rev;
  });
}
