import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RoomId } from '../../http/wire';
import type { Reader } from '../../realtime/direct';
import { useRealtime, useSync } from '../../realtime/useRealtime';
import { directApi } from './directApi';

/** Opens the room of some people, or finds it. */
export function useConversation(onOpened: (room: RoomId) => void) {
  const { refresh } = useSync();
  return useMutation({
    mutationFn: directApi.open,
    onSuccess: (room) => {
      refresh();
      onOpened(room.id);
    },
  });
}

/** Whom I block. */
export function useBlocks() {
  return useQuery({ queryKey: ['blocks'], queryFn: ({ signal }) => directApi.blocks(signal) });
}

/** Blocks somebody, or takes it back. */
export function useBlocking(then?: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ username, blocked }: { username: string; blocked: boolean }) =>
      blocked ? directApi.block(username) : directApi.unblock(username),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['blocks'] });
      then?.();
    },
  });
}

/** Accepts or declines whoever asks in a room. */
export function useRequestAnswer(room: RoomId, then?: (accepted: boolean) => void) {
  const { refresh } = useSync();
  return useMutation({
    mutationFn: (accepted: boolean) => (accepted ? directApi.accept(room) : directApi.decline(room)),
    onSuccess: (_, accepted) => {
      refresh();
      then?.(accepted);
    },
  });
}

/** How far the others have read, of those who show it. */
export function useReaders(room: RoomId): readonly Reader[] {
  const realtime = useRealtime();
  const [readers, setReaders] = useState<readonly Reader[]>([]);
  useEffect(() => realtime.followReaders(room, setReaders), [realtime, room]);
  return readers;
}
