import { http } from '../http/httpClient';
import { changes, named, room as roomAnswer, type Person, type RoomId } from '../http/wire';
import { DirectQueue, type Reader } from './direct';
import { departedIn, RoomFollower, type FollowPort, type RoomEvent } from './follow';
import { presenceFrame, roomFrame, roomPresence, roomSnapshot } from './frames';
import { insist } from './insist';
import { Outbox } from './outbox';
import { Presences } from './presences';
import { ReadCursors } from './readCursors';
import { Rooms } from './rooms';
import { Sanctions } from './sanctions';
import { StompClient } from './stompClient';
import { whileConnected } from './whileConnected';

/** What the client keeps open for one signed-in account: the connection and what is known through it. */
export class Realtime {
  /** The account's id. */
  readonly me: string;
  readonly stomp: StompClient;
  readonly direct: DirectQueue;
  readonly rooms: Rooms;
  readonly cursors: ReadCursors;
  readonly outbox: Outbox;
  readonly presence: Presences;
  readonly sanctions: Sanctions;

  constructor(accountId: string) {
    this.me = accountId;
    this.stomp = new StompClient(accountId);
    this.rooms = new Rooms(accountId, this.stomp);
    this.direct = new DirectQueue(this.stomp, (room) => this.rooms.heardOf(room));
    this.cursors = new ReadCursors(this.stomp, this.rooms);
    this.outbox = new Outbox(accountId, this.stomp);
    this.presence = new Presences(this.stomp);
    this.sanctions = new Sanctions(this.stomp, this.rooms);
  }

  start(): void {
    this.stomp.start();
    this.outbox.start();
  }

  stop(): void {
    this.outbox.stop();
    this.presence.stop();
    this.sanctions.stop();
    this.cursors.stop();
    this.direct.stop();
    this.rooms.stop();
    this.stomp.stop();
  }

  /** Tells what happens in a room until it is stopped, over all connections. */
  follow(room: RoomId, dispatch: (event: RoomEvent) => void): () => void {
    let refused = false;
    const follower = new RoomFollower(room, this.port, (event) => {
      refused = event.type === 'refused';
      departedIn(event).forEach((account) => this.presence.departed(room, account));
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

  /** Keeps who is in a room current until it is stopped, and tells who is typing there. */
  followPresence(room: RoomId, onTyping: (who: Person) => void): () => void {
    const stopDirect = this.direct.listen(room, { onTyping });
    const subscribe = () =>
      this.stomp.subscribe(`/topic/rooms/${room}/presence`, presenceFrame, (frame) => {
        if (frame.type === 'typing.started') onTyping(frame.account);
        else this.presence.heard(frame);
      });
    const stop = whileConnected(this.stomp, async (signal) => {
      // A direct room has no such topic: its people are watched one by one.
      if (await insist(() => this.isDirect(room), signal)) return;
      const end = await insist(subscribe, signal);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
      const here = await insist(() => this.stomp.ask(`/app/rooms/${room}/presence`, roomPresence), signal);
      if (!signal.aborted) this.presence.opened(here);
    });
    return () => {
      stop();
      stopDirect();
      this.presence.left(room);
    };
  }

  /** Tells how far the others have read in a direct room, of those who show it. */
  followReaders(
    room: RoomId,
    onReaders: (change: (readers: readonly Reader[]) => readonly Reader[]) => void,
  ) {
    const stops = [
      this.direct.listen(room, {
        onRead: (reader) =>
          onReaders((readers) => [...readers.filter(({ account }) => account !== reader.account), reader]),
      }),
      whileConnected(this.stomp, async (signal) => {
        const { readers } = await insist(() => this.stomp.ask(`/app/rooms/${room}`, roomSnapshot), signal);
        if (!signal.aborted) onReaders(() => readers ?? []);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** What a room is it stays, so that what is known of it need not be new. */
  private async isDirect(room: RoomId): Promise<boolean> {
    const known = this.rooms.state.get().rooms.get(room)?.room;
    return (known ?? (await http.get(`/api/rooms/${room}`, roomAnswer))).kind === 'DIRECT';
  }

  private readonly port: FollowPort = {
    subscribe: async (room, onFrame) =>
      (await this.isDirect(room))
        ? this.direct.follow(room, { onFrame })
        : this.stomp.subscribe(`/topic/rooms/${room}`, roomFrame, onFrame),
    snapshot: async (room) => {
      const snapshot = await this.stomp.ask(`/app/rooms/${room}`, roomSnapshot);
      return { ...snapshot, room: named(snapshot.room, this.me) };
    },
    changes: (room, since, epoch) =>
      http.get(`/api/rooms/${room}/changes?since=${since}&epoch=${encodeURIComponent(epoch)}`, changes),
    pause: (millis) => new Promise((resolve) => setTimeout(resolve, millis)),
  };
}
