import type { ReactNode } from 'react';
import type { Account } from '../http/wire';
import type { ConnectionState, EndReason } from './connection';
import type { Notice } from './frames';
import type { RoomsState } from './RoomHead';
import type { Store } from './store';

/** What the client keeps open for one signed-in account: the connection and what is known through it. */
export interface Realtime {
  stomp: { state: Store<ConnectionState>; reconnectNow: () => void };
  rooms: {
    state: Store<RoomsState>;
    refresh: () => void;
    onNotice: (listener: (notice: Notice) => void) => () => void;
  };
}

/**
 * `<RealtimeProvider account={me} onEnded={…}>`: connects while it is mounted; give it `key={me.id}`. `onEnded` is
 * called once when the connection will not come back by itself: show the sign-in page (`signed-out`) or say so
 * (`banned`).
 */
export interface RealtimeProviderProps {
  account: Account;
  onEnded: (reason: EndReason) => void;
  children: ReactNode;
}
