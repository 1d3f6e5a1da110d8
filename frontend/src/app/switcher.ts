import type { Room } from '../http/wire';

/**
 * The rooms that match what was typed, the best first: names that start with it, then those with a word that does, then
 * those that contain it. Without a text: those with something unread first.
 */
export function matching<T extends { room: Room; unread: number }>(rooms: readonly T[], text: string): T[] {
  const wanted = text.trim().toLowerCase().replace(/^#/, '');
  return rooms
    .map((head) => ({ head, rank: wanted === '' ? Number(head.unread === 0) : rank(head.room.name, wanted) }))
    .filter((found) => found.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ head }) => head);
}

function rank(name: string, wanted: string): number {
  const lower = name.toLowerCase();
  if (lower.startsWith(wanted)) return 0;
  if (lower.split(/[\s._-]+/).some((word) => word.startsWith(wanted))) return 1;
  return lower.includes(wanted) ? 2 : 3;
}
