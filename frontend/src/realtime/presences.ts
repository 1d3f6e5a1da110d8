import { http } from '../http/httpClient';
import { problemOf } from '../http/problem';
import type { RoomId } from '../http/wire';
import {
  ownPresence,
  personalPresenceFrame,
  type OwnPresence,
  type RoomPresence,
  type Status,
} from './frames';
import { insist } from './insist';
import { nobody, withoutRoom, withPeople, withRoom, type PresenceState } from './presenceState';
import { Value } from './store';
import type { StompClient } from './stompClient';

/** How long wishes gather before they are sent as one list. */
const gatherMillis = 300;
const mostWatched = 200;

/** Who is here, as far as anything on the page wants to know, and what I tell of myself. */
export class Presences {
  readonly state = new Value<PresenceState>(nobody);

  private readonly stomp: StompClient;
  private readonly stopListening: () => void;
  /** How many parts of the page show each account. */
  private readonly wanted = new Map<string, number>();
  /** Whom the rooms that are told completely tell of. */
  private readonly told = new Map<RoomId, Set<string>>();
  /** Whom the server was asked for last on this connection. */
  private watched = '';
  /** The connection over which a list is on its way. */
  private watching: AbortSignal | undefined;
  /** Aborted when the connection goes; undefined while there is none. */
  private connection: AbortController | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private idle = false;
  /** What the server knows of this connection; undefined while it may have heard something else. */
  private toldIdle: boolean | undefined = false;
  /** The connection over which that is on its way. */
  private tellingIdle: AbortSignal | undefined;

  constructor(stomp: StompClient) {
    this.stomp = stomp;
    this.stopListening = stomp.onConnection({ up: () => this.up(), down: () => this.down() });
  }

  stop(): void {
    clearTimeout(this.timer);
    this.stopListening();
    this.down();
  }

  /** What changed in a room. */
  heard(room: RoomPresence): void {
    this.state.set(withRoom(this.state.get(), room));
    const told = room.complete ? (this.told.get(room.room) ?? new Set<string>()) : new Set<string>();
    room.members.forEach(({ account }) => told.add(account));
    this.told.set(room.room, told);
    this.watchSoon();
  }

  /** Who is in a room, all of them. */
  opened(room: RoomPresence): void {
    this.told.delete(room.room);
    this.heard(room);
  }

  /** Somebody is no member of the room any more, which from now on does not tell of them. */
  departed(room: RoomId, account: string): void {
    if (this.told.get(room)?.delete(account)) this.watchSoon();
  }

  left(room: RoomId): void {
    this.state.set(withoutRoom(this.state.get(), room));
    this.told.delete(room);
    this.watchSoon();
  }

  /** Keeps somebody's presence current until it is stopped. */
  want(account: string): () => void {
    this.wanted.set(account, (this.wanted.get(account) ?? 0) + 1);
    this.watchSoon();
    return () => {
      const left = (this.wanted.get(account) ?? 1) - 1;
      if (left > 0) this.wanted.set(account, left);
      else this.wanted.delete(account);
      this.watchSoon();
    };
  }

  /** Whether I am away from this page. */
  setIdle(idle: boolean): void {
    this.idle = idle;
    this.tellIdle();
  }

  async choose(availability: OwnPresence['availability'], status: Status | undefined): Promise<void> {
    const own = await http.put('/api/presence', { availability, status }, ownPresence);
    this.state.set({ ...this.state.get(), own });
  }

  private async up(): Promise<void> {
    const { signal } = (this.connection = new AbortController());
    this.toldIdle = false;
    this.tellIdle();
    await insist(
      () =>
        this.stomp.subscribe('/user/queue/presence', personalPresenceFrame, (frame) => {
          if (frame.type === 'presence.changed') this.state.set(withPeople(this.state.get(), frame.members));
          else this.state.set({ ...this.state.get(), own: frame });
        }),
      signal,
    );
    // What was answered before anybody listened is asked for again.
    this.watched = '';
    this.watch();
    const own = await insist(() => http.get('/api/presence', ownPresence), signal);
    if (!signal.aborted) this.state.set({ ...this.state.get(), own });
  }

  private down(): void {
    this.connection?.abort();
    this.connection = undefined;
  }

  private tellIdle(): void {
    const signal = this.connection?.signal;
    if (!signal || this.tellingIdle === signal) return;
    this.tellingIdle = signal;
    this.sendIdle(signal)
      .catch((reason: unknown) => console.warn('Not told:', problemOf(reason).code))
      .finally(() => {
        if (this.tellingIdle === signal) this.tellingIdle = undefined;
      });
  }

  /** Until the server has the newest. */
  private async sendIdle(signal: AbortSignal): Promise<void> {
    const send = async () => {
      const { idle } = this;
      this.toldIdle = undefined;
      await this.stomp.send('/app/presence', { idle });
      this.toldIdle = idle;
    };
    while (!signal.aborted && this.idle !== this.toldIdle) await insist(send, signal);
  }

  private watchSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.watch();
    }, gatherMillis);
  }

  /** Asks for those whom no room tells of. */
  private watch(): void {
    const signal = this.connection?.signal;
    if (!signal || this.watching === signal) return;
    this.watching = signal;
    this.sendList(signal)
      .catch((reason: unknown) => {
        console.warn('Not watched:', problemOf(reason).code);
        // Another list may have been wished for meanwhile.
        this.watchSoon();
      })
      .finally(() => {
        if (this.watching === signal) this.watching = undefined;
      });
  }

  /** One list at a time until the server has the newest, so that none takes the place of a newer one. */
  private async sendList(signal: AbortSignal): Promise<void> {
    const send = async () => {
      const accounts = this.untold();
      this.watched = accounts.join();
      await this.stomp.send('/app/presence/watch', { accounts });
    };
    while (!signal.aborted && this.untold().join() !== this.watched) await insist(send, signal);
  }

  private untold(): string[] {
    const told = [...this.told.values()];
    const accounts = [...this.wanted.keys()].filter((account) => !told.some((room) => room.has(account)));
    return accounts.slice(-mostWatched).sort();
  }
}
