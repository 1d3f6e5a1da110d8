import type { Message, Person } from '../../http/wire';

const most = 6;

/** Whether a message is meant for me: by name, or with many others. */
export function mentionsMe({ mentions, author }: Message, me: string): boolean {
  if (!mentions || author.id === me) return false;
  return mentions.here || mentions.room || mentions.accounts.some(({ id }) => id === me);
}

/** The beginning of a mention that the caret stands behind. */
export interface Mention {
  /** Where its `@` is. */
  start: number;
  query: string;
}

export function mentionAt(text: string, caret: number): Mention | undefined {
  const match = /(?:^|[\s(])@([\p{L}\p{N}._-]{0,30})$/u.exec(text.slice(0, caret));
  return match?.[1] === undefined ? undefined : { start: caret - match[1].length - 1, query: match[1] };
}

/** Who may be meant: those whose name begins so first, then those in whose name a word does, and the calls of many. */
export function candidates(
  people: readonly Person[],
  query: string,
  calls: readonly Person[] = [],
): Person[] {
  const wanted = query.toLocaleLowerCase();
  const rank = ({ username, displayName }: Person) => {
    const name = displayName.toLocaleLowerCase();
    if (username.toLocaleLowerCase().startsWith(wanted) || name.startsWith(wanted)) return 0;
    return name.split(/\s+/).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  const meant = people
    .filter((person) => rank(person) < 2)
    .sort((one, other) => rank(one) - rank(other) || one.displayName.localeCompare(other.displayName))
    .slice(0, most);
  return [...meant, ...calls.filter(({ username }) => username.startsWith(wanted))];
}

/** The text with the mention completed, and where the caret goes. */
export function complete(text: string, caret: number, { start }: Mention, person: Person) {
  const before = `${text.slice(0, start)}@${person.username} `;
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length };
}
