import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Account, Room, RoomId } from '../../http/wire';
import type { RoomFrame } from '../../realtime/frames';
import { moderationApi } from './moderationApi';

/** What I may do in a room by typing it. Give it the frames of the room: with a bot its commands come and go. */
export function useCommands(room: RoomId, known: Room | undefined, me: Account) {
  const queries = useQueryClient();
  const mine = known?.membership;
  const commands = useQuery({
    queryKey: ['commands', room, mine?.role, me.role],
    queryFn: ({ signal }) => moderationApi.commands(room, signal),
    // Whoever is no member has nowhere to type them.
    enabled: Boolean(mine && !mine.leftAt),
  });
  const onFrame = useCallback(
    (frame: RoomFrame) => {
      if (concernsBots(frame)) void queries.invalidateQueries({ queryKey: ['commands', room] });
    },
    [queries, room],
  );
  return { commands: commands.data ?? [], onFrame };
}

/** People come and go all day in a large room, and change nothing of its commands. */
function concernsBots(frame: RoomFrame): boolean {
  const members = 'member' in frame ? [frame.member] : 'members' in frame ? frame.members : [];
  return members.some(({ account }) => account.bot);
}
