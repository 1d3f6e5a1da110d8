import {
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useCallback } from 'react';
import { named, type Account, type Room, type RoomId } from '../../http/wire';
import type { RoomFrame } from '../../realtime/frames';
import { useNotices, useRealtime, useSync } from '../../realtime/useRealtime';
import { roomApi } from './roomApi';

/* The keys under which answers are kept: ['room', id], ['members', id], ['rooms', query], ['invitations']. */

/** What is known of a room: from my rooms at once, and with its figures once the server answered. */
export function useRoom(room: RoomId) {
  const { me } = useRealtime();
  const mine = useSync().rooms.get(room)?.room;
  return useQuery({
    queryKey: ['room', room],
    queryFn: async ({ signal }) => named(await roomApi.get(room, signal), me),
    ...(mine ? { placeholderData: mine } : {}),
  });
}

/** Forgets what was answered about a room, a refusal too, and asks anew. */
export function useAskAnew(room: RoomId): () => void {
  const queries = useQueryClient();
  return useCallback(() => void queries.resetQueries({ queryKey: ['room', room] }), [queries, room]);
}

export function useMembers(room: RoomId, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['members', room],
    queryFn: ({ pageParam, signal }) => roomApi.members(room, pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    enabled,
  });
}

/** The room that exists from the start, if it still does. */
export function useGeneral(enabled: boolean) {
  return useQuery({
    queryKey: ['rooms', 'general'],
    queryFn: async ({ signal }) =>
      (await roomApi.find('general', undefined, signal)).rooms.find((room) => room.name === 'general') ??
      null,
    enabled,
  });
}

/** My invitations, kept current by notices while this is mounted. */
export function useInvitations() {
  const queries = useQueryClient();
  useNotices((notice) => {
    if (notice.type === 'invitation.created') void queries.invalidateQueries({ queryKey: ['invitations'] });
  });
  return useQuery({
    queryKey: ['invitations'],
    queryFn: ({ signal }) => roomApi.invitations(signal),
    staleTime: 60_000,
  });
}

/** Asks anew for what a frame of the room's log has changed of the room or its members. */
export function useRoomFrames(room: RoomId): (frame: RoomFrame) => void {
  const queries = useQueryClient();
  const { refresh } = useSync();
  return useCallback(
    (frame) => {
      const members = 'member' in frame || ('members' in frame && frame.members.length > 0);
      const state = 'roomState' in frame && frame.roomState !== null && frame.roomState !== undefined;
      if (members || state) void queries.invalidateQueries({ queryKey: ['room', room] });
      if (members) void queries.invalidateQueries({ queryKey: ['members', room] });
      if (state) refresh();
    },
    [queries, room, refresh],
  );
}

/** A change of my rooms; afterwards everything that shows them is asked for anew. */
export function useRoomChange<Given, Answer>(
  change: (given: Given) => Promise<Answer>,
  then?: (answer: Answer, given: Given) => void,
): UseMutationResult<Answer, Error, Given> {
  const queries = useQueryClient();
  const { refresh } = useSync();
  return useMutation({
    mutationFn: change,
    onSuccess: async (answer, given) => {
      refresh();
      await Promise.all(
        ['room', 'rooms', 'members', 'invitations'].map((key) =>
          queries.invalidateQueries({ queryKey: [key] }),
        ),
      );
      then?.(answer, given);
    },
  });
}

/** Whether I moderate a room: by my role in it, or, if it is public, by that on the server. */
export function moderates({ kind, membership }: Room, me: Account): boolean {
  const role = membership && !membership.leftAt ? membership.role : 'MEMBER';
  return role !== 'MEMBER' || (me.role !== 'USER' && kind === 'PUBLIC');
}

/** What I may do in a room. */
export function powersIn(room: Room, administrator: boolean) {
  const role = room.membership && !room.membership.leftAt ? room.membership.role : null;
  const open = !room.archivedAt;
  return {
    member: role !== null,
    change: open && (role === 'OWNER' || role === 'MODERATOR' || administrator),
    archive: role === 'OWNER' || administrator,
    rule: open && role === 'OWNER',
    remove: open && (role === 'OWNER' || role === 'MODERATOR'),
    invite: open && role !== null && room.kind === 'PRIVATE',
  };
}
export type Powers = ReturnType<typeof powersIn>;
