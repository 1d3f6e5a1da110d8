import { http } from '../http/httpClient';
import { changes, type Person, type RoomId } from '../http/wire';
import { RoomFollower, type FollowPort, type RoomEvent } from './follow';
import { presenceFrame, roomFrame, roomSnapshot } from './frames';
import { Outbox } from './outbox';
import { Rooms } from './rooms';
import { StompClient } from './stompClient';

/** What the client keeps open for one signed-in account: the connection and what is known through it. */
export class Realtime {
  readonly stomp: StompClient;
  readonly rooms: Rooms;
  readonly outbox: Outbox;

  constructor(accountId: string) {
    this.stomp = new StompClient(accountId);
    this.rooms = new Rooms(this.stomp);
    this.outbox = new Outbox(accountId, this.stomp);
  }

  start(): void {
    this.stomp.start();
    this.outbox.start();
  }

  stop(): void {
    this.outbox.stop();
    this.rooms.stop();
    this.stomp.stop();
  }

  /** Tells what happens in a room until it is stopped, over all connections. */
  follow(room: RoomId, dispatch: (event: RoomEvent) => void): () => void {
    let refused = false;
    const follower = new RoomFollower(room, this.port, (event) => {
      refused = event.type === 'refused';
      dispatch(event);
    });
    const stops = [
      this.stomp.onConnection({ up: () => follower.up(), down: () => follower.down() }),
      // Whoever was removed may perhaps still read; whoever was refused may have been let in since.
      this.rooms.onNotice((notice) => {
        if (notice.type === 'membership.ended' && notice.room === room) void follower.up();
      }),
      this.rooms.state.subscribe(() => {
        if (refused && this.rooms.state.get().rooms.has(room)) {
          refused = false;
          void follower.up();
        }
      }),
    ];
    return () => {
      stops.forEach((stop) => stop());
      follower.stop();
    };
  }

  /** Tells who is typing in a room until it is stopped. */
  followTyping(room: RoomId, onTyping: (who: Person) => void): () => void {
    let unsubscribe: (() => void) | undefined;
    let stopped = false;
    const stop = this.stomp.onConnection({
      up: async () => {
        const end = await this.stomp.subscribe(`/topic/rooms/${room}/presence`, presenceFrame, (frame) =>
          onTyping(frame.account),
        );
        if (stopped) end();
        else unsubscribe = end;
      },
      down: () => {
        unsubscribe = undefined;
      },
    });
    return () => {
      stopped = true;
      stop();
      unsubscribe?.();
    };
  }

  private readonly port: FollowPort = {
    subscribe: (room, onFrame) => this.stomp.subscribe(`/topic/rooms/${room}`, roomFrame, onFrame),
    snapshot: (room) => this.stomp.ask(`/app/rooms/${room}`, roomSnapshot),
    changes: (room, since, epoch) =>
      http.get(`/api/rooms/${room}/changes?since=${since}&epoch=${encodeURIComponent(epoch)}`, changes),
    pause: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
  };
}
