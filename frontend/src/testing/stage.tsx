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
import type { RoomHead, RoomsState } from '../realtime/RoomHead';
import type { Rooms } from '../realtime/rooms';
import { Value } from '../realtime/store';
import { RealtimeContext } from '../realtime/useRealtime';
import { Topics } from './topics';

/** What a component has around it in the client, with a connection whose state the test sets. */
export function stage(
  element: ReactElement,
  presence: Value<PresenceState> = new Value(nobody),
  topics: Topics = new Topics(),
): RenderResult & {
  connection: Value<ConnectionState>;
  /** My rooms, of which there are none until the test sets them. */
  rooms: Value<RoomsState>;
  attend: Mock<Rooms['attend']>;
  refresh: Mock<Rooms['refresh']>;
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
  const attend = vi.fn<Rooms['attend']>();
  const refresh = vi.fn<Rooms['refresh']>();
  const sanctions = new Value<readonly Sanction[]>([]);
  const listeners = new Set<(notice: Notice) => void>();
  const onNotice = (listener: (notice: Notice) => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const realtime = {
    me: '1',
    sanctions: { state: sanctions },
    stomp: {
      state: connection,
      reconnectNow,
      onConnection: topics.onConnection,
      subscribe: topics.subscribe,
    },
    presence: { state: presence, want: () => () => undefined, setIdle: () => undefined, choose },
    rooms: { state: rooms, refresh, attend, onNotice },
  } as unknown as Realtime;
  const view = render(
    // Nothing is laid out here, so that a menu would be hidden because its button is nowhere.
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
        <RealtimeContext value={realtime}>{element}</RealtimeContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return {
    ...view,
    connection,
    rooms,
    attend,
    refresh,
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

/** A room of mine as the list of rooms has it: of its five messages I have read all. */
export function headOf(room: Room, change: Partial<RoomHead> = {}): RoomHead {
  return { room, head: { rev: 5, seq: 5 }, lastRead: 5, unread: 0, mentions: 0, level: 'ALL', ...change };
}

export function myRooms(...heads: RoomHead[]): RoomsState {
  return { status: 'ready', epoch: 'e1', rooms: new Map(heads.map((head) => [head.room.id, head])) };
}
