import type { RoomId, Sanction } from '../../http/wire';
import { endOf } from '../../realtime/sanctions';

/** What keeps me from writing in a room at a time: of several, the one that ends last. */
export function silenceIn(standing: readonly Sanction[], room: RoomId, now: number): Sanction | undefined {
  return standing
    .filter(({ kind }) => kind === 'MUTE' || kind === 'READ_ONLY')
    .filter((each) => (!each.room || each.room.id === room) && endOf(each) > now)
    .sort((one, other) => endOf(other) - endOf(one))[0];
}
