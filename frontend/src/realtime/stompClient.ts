import { Client, TickerStrategy, Versions, type IFrame, type IMessage } from '@stomp/stompjs';
import type { z } from 'zod';
import { http } from '../http/httpClient';
import { Problem } from '../http/problem';
import type { Session } from '../http/wire';
import { delayBefore, meaningOf, type ConnectionState, type EndReason, type Loss } from './connection';
import { refusedFrame } from './frames';
import { loadSockJs } from './sockJs';
import { Value } from './store';

const heartBeatMillis = 10_000;
const openTimeoutMillis = 10_000;
const answerTimeoutMillis = 15_000;
const stableAfterMillis = 10_000;

type Transport = 'websocket' | 'sockjs';

interface Awaited {
  settle: () => void;
  refuse: (problem: Problem) => void;
}

/** One connection, from CONNECTED until it closes. */
interface Live {
  client: Client;
  awaited: Map<string, Awaited>;
  /** How often each destination was subscribed: part of the subscription's id. */
  subscribed: Map<string, number>;
}

/** What wants to know when a connection is there; catching up lasts until every answer has settled. */
export interface ConnectionListener {
  up: () => Promise<void>;
  down: () => void;
}

/**
 * STOMP for one account: one connection at a time, made again whenever it is lost, over WebSocket or, where WebSocket
 * does not open, over SockJS. Nothing is queued here: without a connection everything is refused as `unreachable`.
 */
export class StompClient {
  readonly state = new Value<ConnectionState>({ status: 'connecting' });

  private readonly accountId: string;
  private readonly listeners = new Set<ConnectionListener>();
  private live: Live | undefined;
  private client: Client | undefined;
  private transport: Transport = 'websocket';
  private attempt = 0;
  private numbers = 0;
  /** Raised whenever the course of events starts anew, so that what an earlier course awaited is dropped. */
  private course = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stable: ReturnType<typeof setTimeout> | undefined;

  constructor(accountId: string) {
    this.accountId = accountId;
  }

  start(): void {
    window.addEventListener('online', this.reconnectNow);
    window.addEventListener('offline', this.goOffline);
    window.addEventListener('pagehide', this.leave);
    document.addEventListener('visibilitychange', this.onVisibility);
    void this.connect();
  }

  stop(): void {
    window.removeEventListener('online', this.reconnectNow);
    window.removeEventListener('offline', this.goOffline);
    window.removeEventListener('pagehide', this.leave);
    document.removeEventListener('visibilitychange', this.onVisibility);
    this.course++;
    clearTimeout(this.timer);
    this.drop();
    void this.client?.deactivate();
    this.client = undefined;
  }

  /** Tries at once, unless there is a connection or it is over. */
  readonly reconnectNow = (): void => {
    const { status } = this.state.get();
    if (status === 'waiting' || status === 'offline') void this.connect();
  };

  /** Tells of every connection, the present one included. Returns how to stop. */
  onConnection(listener: ConnectionListener): () => void {
    this.listeners.add(listener);
    if (this.live) void this.catchUp(this.live, [listener]);
    return () => this.listeners.delete(listener);
  }

  /** Resolves when the subscription is live, to how to end it. It ends with the connection, too. */
  async subscribe<T extends z.ZodType>(
    destination: string,
    schema: T,
    onEvent: (event: z.output<T>) => void,
  ): Promise<() => void> {
    const live = this.requireLive();
    // Clients that give the same id to the same destination share one encoded frame on the server.
    const times = (live.subscribed.get(destination) ?? 0) + 1;
    live.subscribed.set(destination, times);
    const id = times === 1 ? destination : `${destination}#${times}`;
    const { receipt, promise } = this.receipt(live);
    const subscription = live.client.subscribe(
      destination,
      (frame) => {
        const event = schema.safeParse(bodyOf(frame));
        if (event.success) onEvent(event.data);
        else console.warn(`${destination}: not understood`, event.error.issues);
      },
      { id, receipt },
    );
    const end = () => {
      if (this.live === live && live.client.connected) subscription.unsubscribe();
    };
    try {
      await promise;
    } catch (reason) {
      // Where only the receipt is missing, it may be live all the same.
      end();
      throw reason;
    }
    return end;
  }

  /** Asks for what is answered once. */
  ask<T extends z.ZodType>(destination: string, schema: T): Promise<z.output<T>> {
    return new Promise((resolve, reject) => {
      const live = this.requireLive();
      const number = ++this.numbers;
      const receipt = `ask-${number}`;
      const done = () => {
        clearTimeout(timer);
        live.awaited.delete(receipt);
        if (this.live === live && live.client.connected) subscription.unsubscribe();
      };
      const refuse = (problem: Problem) => {
        done();
        reject(problem);
      };
      const timer = setTimeout(() => refuse(new Problem('unreachable')), answerTimeoutMillis);
      // The receipt alone is no answer, a refusal is.
      live.awaited.set(receipt, { settle: () => undefined, refuse });
      const subscription = live.client.subscribe(
        destination,
        (frame) => {
          done();
          const answer = schema.safeParse(bodyOf(frame));
          if (answer.success) resolve(answer.data);
          else reject(new Problem('unexpected', { detail: answer.error.message }));
        },
        { id: `ask-${number}`, receipt },
      );
    });
  }

  /** Resolves once the server has done it: what went to a log is on its disk. */
  async send(destination: string, body: unknown): Promise<void> {
    const live = this.requireLive();
    const { receipt, promise } = this.receipt(live);
    live.client.publish({
      destination,
      body: JSON.stringify(body),
      headers: { receipt, 'content-type': 'application/json' },
    });
    await promise;
  }

  /** Sends what may get lost. False when there is no connection to send it on. */
  hint(destination: string, body: unknown): boolean {
    if (!this.live?.client.connected) return false;
    this.live.client.publish({
      destination,
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    return true;
  }

  private receipt(live: Live): { receipt: string; promise: Promise<void> } {
    const receipt = `r-${++this.numbers}`;
    const promise = new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => refuse(new Problem('unreachable')), answerTimeoutMillis);
      const settle = () => {
        clearTimeout(timer);
        live.awaited.delete(receipt);
        resolve();
      };
      const refuse = (problem: Problem) => {
        clearTimeout(timer);
        live.awaited.delete(receipt);
        reject(problem);
      };
      live.awaited.set(receipt, { settle, refuse });
    });
    return { receipt, promise };
  }

  private requireLive(): Live {
    if (!this.live?.client.connected) throw new Problem('unreachable');
    return this.live;
  }

  private async connect(): Promise<void> {
    const course = ++this.course;
    clearTimeout(this.timer);
    this.drop();
    if (!navigator.onLine) {
      this.state.set({ status: 'offline' });
      return;
    }
    this.state.set({ status: 'connecting' });
    const session = await this.freshSession();
    if (course !== this.course) return;
    if (session === undefined) {
      this.retry('failed');
      return;
    }
    if (session.account?.id !== this.accountId) {
      this.end('signed-out');
      return;
    }
    await this.open(course, this.transport, session.csrf);
  }

  private async freshSession(): Promise<Session | undefined> {
    try {
      return await http.session();
    } catch {
      return undefined;
    }
  }

  private async open(course: number, transport: Transport, csrf: Session['csrf']): Promise<void> {
    let opened = false;
    const onOpen = () => {
      opened = true;
    };
    let factory: () => WebSocket;
    try {
      factory = transport === 'websocket' ? openWebSocket : await loadSockJs();
    } catch {
      this.transport = 'websocket';
      if (course === this.course) this.retry('failed');
      return;
    }
    if (course !== this.course) return;
    const client = new Client({
      webSocketFactory: () => {
        const socket = factory();
        socket.addEventListener('open', onOpen);
        return socket;
      },
      // The browser closes a page that crashed like one that is left; see leave().
      connectHeaders: { [csrf.header]: csrf.token, 'good-bye': 'explicit' },
      heartbeatIncoming: heartBeatMillis,
      heartbeatOutgoing: heartBeatMillis,
      // Timers of hidden tabs are slowed down until the server takes them for dead; a worker's are not.
      heartbeatStrategy: TickerStrategy.Worker,
      connectionTimeout: openTimeoutMillis,
      discardWebsocketOnCommFailure: true,
      reconnectDelay: 0,
      onConnect: () => {
        if (course === this.course) this.connected(client, transport);
      },
      onUnhandledReceipt: (frame) => this.live?.awaited.get(frame.headers['receipt-id'] ?? '')?.settle(),
      onStompError: (frame) => console.warn('The server ended the connection:', reasonOf(frame)),
      onWebSocketClose: (event: { code?: number }) => {
        if (course !== this.course) return;
        if (!opened && transport === 'websocket') {
          // The session was answered a moment ago, so the server is there: something in between refuses WebSocket.
          this.abandon(client);
          void this.open(course, 'sockjs', csrf);
          return;
        }
        if (!opened) this.transport = 'websocket';
        this.closed(event.code ?? 1006);
      },
    });
    this.client = client;
    client.activate();
  }

  private connected(client: Client, transport: Transport): void {
    this.transport = transport;
    const live: Live = { client, awaited: new Map(), subscribed: new Map() };
    this.live = live;
    this.stable = setTimeout(() => {
      this.attempt = 0;
    }, stableAfterMillis);
    client.subscribe('/user/queue/errors', (frame) => this.refused(live, frame), { id: 'errors' });
    void this.catchUp(live, [...this.listeners]);
  }

  private async catchUp(live: Live, listeners: ConnectionListener[]): Promise<void> {
    this.state.set({ status: 'catching-up' });
    await Promise.allSettled(listeners.map((listener) => listener.up()));
    if (this.live === live) this.state.set({ status: 'connected' });
  }

  private refused(live: Live, frame: IMessage): void {
    const refusal = refusedFrame.safeParse(bodyOf(frame));
    if (!refusal.success) return;
    const { receipt, code } = refusal.data;
    const awaited = live.awaited.get(receipt ?? '');
    if (awaited) awaited.refuse(new Problem(code, refusal.data));
    else console.warn('Refused:', code, refusal.data.destination, refusal.data.message);
  }

  private closed(code: number): void {
    const meaning = meaningOf(code);
    if (meaning === 'banned') {
      this.end('banned');
    } else if (meaning === 'signed-out') {
      // Perhaps only this sign-in ended, and another tab has signed in anew: the session tells.
      this.drop();
      void this.connect();
    } else {
      this.retry(this.live ? meaning : 'failed');
    }
  }

  private retry(loss: Loss): void {
    this.drop();
    this.course++;
    const delay = delayBefore(this.attempt++, loss);
    this.state.set({ status: 'waiting', until: Date.now() + delay });
    this.timer = setTimeout(() => void this.connect(), delay);
  }

  private end(reason: EndReason): void {
    this.drop();
    this.course++;
    this.state.set({ status: 'ended', reason });
  }

  private readonly goOffline = (): void => {
    if (this.state.get().status === 'ended') return;
    this.course++;
    clearTimeout(this.timer);
    this.drop();
    this.state.set({ status: 'offline' });
  };

  /** The page is loaded anew or left: says good-bye. Should it be shown again, it finds the connection closed. */
  private readonly leave = (): void => {
    if (this.live?.client.connected) void this.live.client.deactivate();
  };

  private readonly onVisibility = (): void => {
    if (document.visibilityState === 'visible' && this.state.get().status === 'waiting') this.reconnectNow();
  };

  /** Lets go of the connection, if there is one. */
  private drop(): void {
    clearTimeout(this.stable);
    const { live } = this;
    this.live = undefined;
    if (this.client) this.abandon(this.client);
    this.client = undefined;
    if (!live) return;
    [...live.awaited.values()].forEach((awaited) => awaited.refuse(new Problem('unreachable')));
    this.listeners.forEach((listener) => listener.down());
  }

  private abandon(client: Client): void {
    client.onWebSocketClose = () => undefined;
    void client.deactivate({ force: false });
  }
}

function openWebSocket(): WebSocket {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(`${scheme}//${location.host}/ws`, Versions.default.protocolVersions());
}

function bodyOf(frame: IMessage): unknown {
  try {
    return JSON.parse(frame.body) as unknown;
  } catch {
    return undefined;
  }
}

function reasonOf(frame: IFrame): string {
  return frame.headers['message'] ?? 'no reason given';
}
