import type { ReactNode } from 'react';
import type { Account, RoomId } from '../../http/wire';
import type { Problem } from '../../http/problem';
import type { RoomFrame } from '../../realtime/frames';

/**
 * `<Conversation key={room} room={room} me={me} />`: the timeline of a room with its composer. Fills its parent, which
 * gives the height (a flex column or a grid cell with `min-height: 0`); the room's header is the parent's.
 */
export interface ConversationProps {
  room: RoomId;
  me: Account;
  /** Every frame of the room's log, once the timeline took it: to refresh what else shows the room or its members. */
  onFrame?: (frame: RoomFrame) => void;
  /** In the composer's place while I am not a member: the way in. */
  join?: ReactNode;
  /** In the place of it all when the room cannot be opened: unknown, private, removed from it. */
  refused?: (problem: Problem) => ReactNode;
}
