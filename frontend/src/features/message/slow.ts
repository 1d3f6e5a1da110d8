import type { Message, Room } from '../../http/wire';

/** When I may post again in a slow room, as a time; undefined where nothing that I know of keeps me. */
export function slowUntil(
  { room, known }: { room: Room; known: ReadonlyMap<number, Message> },
  me: string,
): number | undefined {
  if (!room.slowSeconds) return undefined;
  const mine = [...known.values()].filter(({ author }) => author.id === me);
  if (mine.length === 0) return undefined;
  return Math.max(...mine.map(({ createdAt }) => Date.parse(createdAt))) + room.slowSeconds * 1000;
}
