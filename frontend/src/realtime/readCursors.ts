import { problemOf } from '../http/problem';
import type { RoomId } from '../http/wire';
import { insist } from './insist';
import type { Rooms } from './rooms';
import type { StompClient } from './stompClient';

/** Up to where I have read; `unread` moves it back. */
export interface ReadCursor {
  seq: number;
  unread?: true;
}

type Port = Pick<StompClient, 'onConnection' | 'send'>;
type Standing = Pick<Rooms, 'readUpTo' | 'movedBack' | 'refresh'>;

/**
 * Tells the server up to where I have read in each room until it has written it down, over any number of connections.
 * One report of a room is on its way at a time, and of those that wait only the newest is sent.
 */
export class ReadCursors {
  private readonly stomp: Port;
  private readonly rooms: Standing;
  private readonly stopListening: () => void;
  /** What is not acknowledged. */
  private readonly waiting = new Map<RoomId, ReadCursor>();
  /** The rooms that are reported over this connection now. */
  private readonly reporting = new Set<RoomId>();
  private connection: AbortController | undefined;

  constructor(stomp: Port, rooms: Standing) {
    this.stomp = stomp;
    this.rooms = rooms;
    this.stopListening = stomp.onConnection({ up: () => this.up(), down: () => this.down() });
  }

  stop(): void {
    this.stopListening();
    this.down();
  }

  move(room: RoomId, cursor: ReadCursor): void {
    this.waiting.set(room, cursor);
    if (!cursor.unread) this.rooms.readUpTo(room, cursor.seq);
    void this.report(room);
  }

  private up(): Promise<void> {
    this.connection = new AbortController();
    [...this.waiting.keys()].forEach((room) => void this.report(room));
    // That something is still to be told is no reason to count as catching up.
    return Promise.resolve();
  }

  private down(): void {
    this.connection?.abort();
    this.connection = undefined;
    this.reporting.clear();
  }

  private async report(room: RoomId): Promise<void> {
    const signal = this.connection?.signal;
    if (!signal || this.reporting.has(room)) return;
    this.reporting.add(room);
    for (let next = this.waiting.get(room); next && !signal.aborted; next = this.waiting.get(room)) {
      await this.tell(room, signal);
    }
    if (!signal.aborted) this.reporting.delete(room);
  }

  private async tell(room: RoomId, signal: AbortSignal): Promise<void> {
    let told: ReadCursor | undefined;
    try {
      await insist(() => {
        told = this.waiting.get(room);
        return this.stomp.send(`/app/rooms/${room}/read`, told);
      }, signal);
      if (told && !told.unread) this.rooms.movedBack.wrote(room, told.seq);
    } catch (reason) {
      if (signal.aborted) return;
      console.warn('Not read:', problemOf(reason).code);
      // What counted as read here is not.
      this.rooms.refresh();
    }
    if (this.waiting.get(room) === told) this.waiting.delete(room);
  }
}
