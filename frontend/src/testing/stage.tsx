import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, type RenderResult } from '@testing-library/react';
import type { ReactElement } from 'react';
import { vi, type Mock } from 'vitest';
import type { Member, Person, Room, Sanction } from '../http/wire';
import type { ConnectionState } from '../realtime/connection';
import type { Notice } from '../realtime/frames';
import type { Presences } from '../realtime/presences';
import { nobody, type PresenceState } from '../realtime/presenceState';
import type { Realtime } from '../realtime/Realtime';
import type { RoomsState } from '../realtime/RoomHead';
import { Value } from '../realtime/store';
import { RealtimeContext } from '../realtime/useRealtime';

/** What a component has around it in the client, with a connection whose state the test sets. */
export function stage(
  element: ReactElement,
  presence: Value<PresenceState> = new Value(nobody),
): RenderResult & {
  connection: Value<ConnectionState>;
  sanctions: Value<readonly Sanction[]>;
  reconnectNow: () => void;
  choose: Mock<Presences['choose']>;
  /** A notice arrives. */
  tell: (notice: Notice) => void;
} {
  const connection = new Value<ConnectionState>({ status: 'connected' });
  const reconnectNow = vi.fn<() => void>();
  const rooms = new Value<RoomsState>({ status: 'ready', epoch: 'e1', rooms: new Map() });
  const choose = vi.fn<Presences['choose']>(() => Promise.resolve());
  const sanctions = new Value<readonly Sanction[]>([]);
  const listeners = new Set<(notice: Notice) => void>();
  const onNotice = (listener: (notice: Notice) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const realtime = {
    sanctions: { state: sanctions },
    stomp: { state: connection, reconnectNow, onConnection: () => () => undefined },
    presence: { state: presence, want: () => () => undefined, setIdle: () => undefined, choose },
    rooms: { state: rooms, refresh: () => undefined, onNotice },
  } as unknown as Realtime;
  const view = render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RealtimeContext value={realtime}>{element}</RealtimeContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return {
    ...view,
    connection,
    sanctions,
    reconnectNow,
    choose,
    tell: (notice) => listeners.forEach((listener) => listener(notice)),
  };
}

export function memberOf(account: Person, role: Member['role']): Member {
  return { account, role, rev: 1, joinedAt: '2026-03-01T10:00:00Z' };
}

/** The room `general`, number 7, in which somebody has a role or none. */
export function general(membership: Member | undefined, more: Partial<Room> = {}): Room {
  return {
    id: '7',
    name: 'general',
    kind: 'PUBLIC',
    description: 'Everything else',
    rev: 1,
    firstSeq: 1,
    createdAt: '2026-03-01T10:00:00Z',
    memberCount: 3,
    membership,
    ...more,
  };
}
