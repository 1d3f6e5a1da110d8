import { Problem, problemOf } from '../http/problem';
import { serverClock } from '../http/serverClock';
import type { RoomId } from '../http/wire';
import type { ConnectionListener } from './stompClient';
import { openOutboxStore, type OutboxStore, type Unsent } from './outboxStore';
import { sleep } from './sleep';
import { Value } from './store';

/** How an unsent message stands. `sent` is acknowledged, and shown until the log has brought it. */
export type Outgoing = Unsent & { sent?: true };

/** What the outbox needs of the connection. */
export interface OutboxPort {
  onConnection: (listener: ConnectionListener) => () => void;
  send: (destination: string, body: unknown) => Promise<void>;
}

const shortestPauseMillis = 1_000;
const longestPauseMillis = 15_000;
const forgetSentAfterMillis = 30_000;

/**
 * What was written and is not yet acknowledged, in the order written, one message on its way per room. Kept in the
 * browser and shared by its tabs: a Web Lock per room lets one tab send at a time, and the same clientId on every try
 * lets the server take a message once, whatever happens in between. Belongs to one account.
 */
export class Outbox {
  readonly state = new Value<readonly Outgoing[]>([]);

  private readonly account: string;
  private readonly port: OutboxPort;
  private readonly store: Promise<OutboxStore>;
  private readonly channel: BroadcastChannel;
  /** The rooms that this tab sends for, or waits for its turn to. */
  private readonly sending = new Set<RoomId>();
  private sent: readonly Outgoing[] = [];
  private connected = false;
  private stopped = new AbortController();
  private stopListening: (() => void) | undefined;

  constructor(account: string, port: OutboxPort, store: Promise<OutboxStore> = openOutboxStore()) {
    this.account = account;
    this.port = port;
    this.store = store;
    this.channel = new BroadcastChannel(`confab-outbox-${account}`);
  }

  start(): void {
    this.channel.onmessage = () => void this.reload();
    this.stopListening = this.port.onConnection({
      up: async () => {
        this.connected = true;
        this.stopped = new AbortController();
        await this.reload();
      },
      down: () => {
        this.connected = false;
        this.stopped.abort();
      },
    });
    void this.reload();
  }

  stop(): void {
    this.connected = false;
    this.stopped.abort();
    this.stopListening?.();
    this.channel.close();
  }

  /** Resolves when the message is kept: from then on it is sent, or shown as not sent. */
  async post(room: RoomId, body: string, replyTo?: string): Promise<void> {
    const store = await this.store;
    await store.add({
      account: this.account,
      room,
      clientId: newClientId(),
      body,
      ...(replyTo === undefined ? {} : { replyTo }),
      writtenAt: new Date().toISOString(),
    });
    await this.changed();
  }

  /** Tries a refused message again, at its old place. */
  async retry({ number }: Unsent): Promise<void> {
    const unsent = await this.kept(number);
    if (!unsent) return;
    if (unsent.refused !== undefined) {
      const again = { ...unsent };
      delete again.refused;
      delete again.refusedUntil;
      await (await this.store).put(again);
    }
    await this.changed();
  }

  /** Gives a message up and returns its text; undefined when it has been sent in the meantime. */
  async discard({ number, room }: Unsent): Promise<string | undefined> {
    return await this.alone(room, async () => {
      const unsent = await this.kept(number);
      if (!unsent) return undefined;
      await (await this.store).delete(number);
      await this.changed();
      return unsent.body;
    });
  }

  private async kept(number: number): Promise<Unsent | undefined> {
    return (await (await this.store).of(this.account)).find((unsent) => unsent.number === number);
  }

  /** Tells the other tabs, and itself. */
  private async changed(): Promise<void> {
    if (this.stopListening) this.channel.postMessage('changed');
    await this.reload();
  }

  private async reload(): Promise<void> {
    const kept = await (await this.store).of(this.account);
    const numbers = new Set(kept.map((unsent) => unsent.number));
    this.state.set([...this.sent.filter((unsent) => !numbers.has(unsent.number)), ...kept]);
    for (const { room, refused } of kept) {
      if (refused === undefined) void this.sendAll(room);
    }
  }

  /** Sends what waits in a room, until nothing does or the connection is gone. */
  private async sendAll(room: RoomId): Promise<void> {
    if (!this.connected || this.sending.has(room)) return;
    this.sending.add(room);
    const { signal } = this.stopped;
    try {
      await this.alone(room, () => this.drain(room, signal), signal);
    } catch (reason) {
      if (!signal.aborted) throw reason;
    } finally {
      this.sending.delete(room);
    }
    // Something may have been written, or the connection may have come back, while this was ending.
    if (!this.stopped.signal.aborted) await this.reload();
  }

  private async drain(room: RoomId, signal: AbortSignal): Promise<void> {
    const store = await this.store;
    let pause = shortestPauseMillis;
    while (!signal.aborted) {
      const next = (await store.of(this.account)).find(
        (unsent) => unsent.room === room && unsent.refused === undefined,
      );
      if (!next) return;
      try {
        const { clientId, body, replyTo } = next;
        await this.port.send(`/app/rooms/${room}/post`, {
          clientId,
          body,
          ...(replyTo === undefined ? {} : { replyTo }),
        });
        await store.delete(next.number);
        this.remember(next);
        pause = shortestPauseMillis;
      } catch (reason) {
        const problem = problemOf(reason);
        if (problem.retryable) {
          await sleep(waitFor(problem, pause), signal);
          pause = Math.min(longestPauseMillis, 2 * pause);
        } else {
          await store.put({ ...next, ...refusal(problem) });
        }
      }
      await this.changed();
    }
  }

  private remember(unsent: Unsent): void {
    this.sent = [...this.sent, { ...unsent, sent: true }];
    setTimeout(() => {
      this.sent = this.sent.filter((each) => each.number !== unsent.number);
      void this.reload();
    }, forgetSentAfterMillis);
  }

  /**
   * Runs while no other tab sends for this room. Without Web Locks (a page that is not served securely) it just runs:
   * two tabs may then send the same message, and the server takes it once.
   */
  private alone<T>(room: RoomId, run: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const locks = (navigator as { locks?: LockManager }).locks;
    if (!locks) return run();
    const name = `confab-outbox-${this.account}-${room}`;
    return locks.request(name, signal ? { signal } : {}, run);
  }
}

function refusal({ code, retryAfter }: Problem): Pick<Unsent, 'refused' | 'refusedUntil'> {
  if (retryAfter === undefined) return { refused: code };
  return { refused: code, refusedUntil: serverClock.from(retryAfter * 1000) };
}

function waitFor({ retryAfter }: Problem, pause: number): number {
  return retryAfter === undefined ? pause : Math.max(100, retryAfter * 1000);
}

/** crypto.randomUUID is missing where a page is not served securely. */
function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
