import type { z } from 'zod';
import { Problem } from '../http/problem';
import type { ConnectionListener } from '../realtime/stompClient';

interface Subscription {
  schema: z.ZodType;
  onFrame: (frame: unknown) => void;
}

/** In the place of the connection: topics that can be subscribed, what is pushed to them, and those that are refused. */
export class Topics {
  private readonly live = new Map<string, Set<Subscription>>();
  private readonly listeners = new Set<ConnectionListener>();
  private readonly refused = new Map<string, string>();

  readonly onConnection = (listener: ConnectionListener): (() => void) => {
    this.listeners.add(listener);
    void listener.up();
    return () => this.listeners.delete(listener);
  };

  readonly subscribe = (
    destination: string,
    schema: z.ZodType,
    onFrame: (frame: never) => void,
  ): Promise<() => void> => {
    const code = this.refused.get(destination);
    if (code !== undefined) return Promise.reject(new Problem(code));
    const subscription = { schema, onFrame: onFrame as (frame: unknown) => void };
    const all = this.live.get(destination) ?? new Set();
    this.live.set(destination, all.add(subscription));
    return Promise.resolve(() => {
      all.delete(subscription);
    });
  };

  /** From now on it is refused to subscribe there, or no longer. */
  refuse(destination: string, code: string | undefined): void {
    if (code === undefined) this.refused.delete(destination);
    else this.refused.set(destination, code);
  }

  isHeard(destination: string): boolean {
    return (this.live.get(destination)?.size ?? 0) > 0;
  }

  /** Something is pushed: it passes the subscribers' schema as it does in the client. */
  push(destination: string, frame: unknown): void {
    for (const { schema, onFrame } of this.live.get(destination) ?? []) {
      const parsed = schema.safeParse(frame);
      if (parsed.success) onFrame(parsed.data);
    }
  }

  /** The connection breaks, and is there again. */
  reconnect(): void {
    this.live.clear();
    this.listeners.forEach((listener) => {
      listener.down();
      void listener.up();
    });
  }
}
