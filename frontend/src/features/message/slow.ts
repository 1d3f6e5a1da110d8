import type { Message, Room } from '../../http/wire';
import type { Outgoing } from '../../realtime/outbox';

/**
 * When I may post again in a slow room, as a time; undefined where nothing that I know of keeps me. My last message may
 * be older than what is loaded: then I know it once the server has refused another.
 */
export function slowUntil(
  { room, known }: { room: Room; known: ReadonlyMap<number, Message> },
  me: string,
  outgoing: readonly Outgoing[] = [],
): number | undefined {
  if (!room.slowSeconds) return undefined;
  const { slowSeconds } = room;
  const said = [...known.values()]
    .filter(({ author }) => author.id === me)
    .map(({ createdAt }) => Date.parse(createdAt) + slowSeconds * 1000);
  const refused = outgoing
    .filter((unsent) => unsent.room === room.id && unsent.refused === 'slow-mode' && unsent.refusedUntil)
    .map(({ refusedUntil }) => Date.parse(refusedUntil ?? ''));
  const times = [...said, ...refused];
  return times.length === 0 ? undefined : Math.max(...times);
}
