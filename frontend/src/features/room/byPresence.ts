import type { Member } from '../../http/wire';
import type { Presence, PresentPerson } from '../../realtime/frames';

type Standing = Presence | 'UNKNOWN';

const order: readonly Standing[] = ['ONLINE', 'AWAY', 'DO_NOT_DISTURB', 'DROPPED', 'OFFLINE', 'UNKNOWN'];
const rank: readonly Member['role'][] = ['OWNER', 'MODERATOR', 'MEMBER'];

/** The members by how they are here; within each the highest roles first. Those of whom nothing is known come last. */
export function byPresence(
  members: readonly Member[],
  people: ReadonlyMap<string, PresentPerson>,
): { presence: Standing; members: Member[] }[] {
  return order.map((presence) => ({
    presence,
    members: members
      .filter(({ account }) => (people.get(account.id)?.presence ?? 'UNKNOWN') === presence)
      .sort((one, other) => rank.indexOf(one.role) - rank.indexOf(other.role)),
  }));
}
