import type { Member } from '../../http/wire';
import type { Presence, PresentPerson } from '../../realtime/frames';

const order: readonly Presence[] = ['ONLINE', 'AWAY', 'DO_NOT_DISTURB', 'DROPPED', 'OFFLINE'];
const rank: readonly Member['role'][] = ['OWNER', 'MODERATOR', 'MEMBER'];

/** The members by how they are here; within each the highest roles first. Of whom nothing is known is offline. */
export function byPresence(
  members: readonly Member[],
  people: ReadonlyMap<string, PresentPerson>,
): { presence: Presence; members: Member[] }[] {
  return order.map((presence) => ({
    presence,
    members: members
      .filter(({ account }) => (people.get(account.id)?.presence ?? 'OFFLINE') === presence)
      .sort((one, other) => rank.indexOf(one.role) - rank.indexOf(other.role)),
  }));
}
