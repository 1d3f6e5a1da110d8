import { z } from 'zod';
import { id, type Person, type RoomId } from '../http/wire';
import { typingStarted, roomFrame, type RoomFrame } from './frames';
import { insist } from './insist';
import type { StompClient } from './stompClient';
import { whileConnected } from './whileConnected';

/** Another member of a direct room has read up to here. */
export const cursorMoved = z.object({
  type: z.literal('cursor.moved'),
  room: id,
  account: id,
  seq: z.number(),
});

/** What arrives on /user/queue/direct. */
export const directFrame = z.union([roomFrame, typingStarted, cursorMoved]);
export type DirectFrame = z.infer<typeof directFrame>;

export interface Reader {
  account: string;
  seq: number;
}

/** What somebody wants to hear of one direct room. */
export interface DirectListener {
  onFrame?: (frame: RoomFrame) => void;
  onTyping?: (who: Person) => void;
  onRead?: (reader: Reader) => void;
}

type Port = Pick<StompClient, 'subscribe' | 'onConnection'>;

/** The logs of all my direct rooms, over one subscription for each connection, each told to whoever follows that room. */
export class DirectQueue {
  private readonly port: Port;
  private readonly onRoom: (room: RoomId) => void;
  private readonly listeners = new Map<RoomId, Set<DirectListener>>();
  private readonly stopListening: () => void;
  private live: Promise<unknown> | undefined;

  /** @param onRoom is told of every room from which something comes */
  constructor(port: Port, onRoom: (room: RoomId) => void) {
    this.port = port;
    this.onRoom = onRoom;
    this.stopListening = whileConnected(port, async (signal) => {
      signal.addEventListener('abort', () => {
        this.live = undefined;
      });
      await insist(() => this.subscribed(), signal);
    });
  }

  stop(): void {
    this.stopListening();
  }

  /** Resolves when the subscription is live: from then on nothing of the room is missed. */
  async follow(room: RoomId, listener: DirectListener): Promise<() => void> {
    const stop = this.listen(room, listener);
    try {
      await this.subscribed();
      return stop;
    } catch (reason) {
      stop();
      throw reason;
    }
  }

  /** The same for what holds for a moment. */
  listen(room: RoomId, listener: DirectListener): () => void {
    const listeners = this.listeners.get(room) ?? new Set();
    this.listeners.set(room, listeners.add(listener));
    return () => {
      listeners.delete(listener);
    };
  }

  private async subscribed(): Promise<void> {
    const live = (this.live ??= this.port.subscribe('/user/queue/direct', directFrame, (frame) =>
      this.receive(frame),
    ));
    try {
      await live;
    } catch (reason) {
      if (this.live === live) this.live = undefined;
      throw reason;
    }
  }

  private receive(frame: DirectFrame): void {
    for (const listener of this.listeners.get(frame.room) ?? []) {
      if (frame.type === 'typing.started') listener.onTyping?.(frame.account);
      else if (frame.type === 'cursor.moved') listener.onRead?.({ account: frame.account, seq: frame.seq });
      else listener.onFrame?.(frame);
    }
    this.onRoom(frame.room);
  }
}
