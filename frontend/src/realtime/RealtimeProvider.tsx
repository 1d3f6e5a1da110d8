import { useEffect, useEffectEvent, useState, useSyncExternalStore, type ReactNode } from 'react';
import type { Account } from '../http/wire';
import type { EndReason } from './connection';
import { Realtime } from './Realtime';
import { Value } from './store';
import { RealtimeContext } from './useRealtime';

interface RealtimeProviderProps {
  account: Account;
  /** Called once when the connection will not come back by itself: show the sign-in page, or say that one is banned. */
  onEnded: (reason: EndReason) => void;
  children: ReactNode;
}

/** Connects while it is mounted. Mount with key={account.id}: another account gets a connection of its own. */
export function RealtimeProvider({ account, onEnded, children }: RealtimeProviderProps) {
  const [present] = useState(() => new Value<Realtime | null>(null));
  const realtime = useSyncExternalStore(present.subscribe, present.get);
  const ended = useEffectEvent(onEnded);
  const { id } = account;

  useEffect(() => {
    const started = new Realtime(id);
    const stopWatching = started.stomp.state.subscribe(() => {
      const state = started.stomp.state.get();
      if (state.status === 'ended') ended(state.reason);
    });
    started.start();
    present.set(started);
    return () => {
      stopWatching();
      started.stop();
    };
  }, [id, present]);

  return realtime && <RealtimeContext value={realtime}>{children}</RealtimeContext>;
}
