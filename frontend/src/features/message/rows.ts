import type { Message } from '../../http/wire';
import type { Outgoing } from '../../realtime/outbox';
import { dayOf } from './dates';
import { shown, showsNewest, type OpenTimeline } from './timeline';

const groupMillis = 5 * 60_000;

/** One row of the list. */
export type Row =
  | {
      type: 'message';
      key: string;
      message: Message;
      /** Begins with its author; the rows after it, until the next that does, are by the same and soon after. */
      leads: boolean;
      /** The day, where a new one begins. */
      day: number | undefined;
      /** Here begins what is new to me. */
      firstUnread: boolean;
    }
  | { type: 'unsent'; key: string; unsent: Outgoing };

/** What the list shows: the messages, and after the newest what I wrote that is not among them yet. */
export function rowsOf(timeline: OpenTimeline, outgoing: readonly Outgoing[]): Row[] {
  const messages = shown(timeline);
  const rows: Row[] = messages.map((message, index) => {
    const before = messages[index - 1];
    const newDay = before === undefined || dayOf(before.createdAt) !== dayOf(message.createdAt);
    const firstUnread = message.seq === timeline.unreadFrom;
    return {
      type: 'message',
      key: message.author.id === timeline.me && message.clientId ? message.clientId : message.id,
      message,
      leads: newDay || firstUnread || !continues(before, message),
      day: newDay ? dayOf(message.createdAt) : undefined,
      firstUnread,
    };
  });
  if (!showsNewest(timeline)) return rows;
  const arrived = new Set(
    [...timeline.known.values()].flatMap(({ author, clientId }) =>
      author.id === timeline.me && clientId ? [clientId] : [],
    ),
  );
  const waiting = outgoing.filter(
    ({ room, clientId }) => room === timeline.room.id && !arrived.has(clientId),
  );
  return [...rows, ...waiting.map((unsent): Row => ({ type: 'unsent', key: unsent.clientId, unsent }))];
}

function continues(before: Message, message: Message): boolean {
  return (
    before.author.id === message.author.id &&
    !before.deletedAt &&
    !message.deletedAt &&
    !message.replyTo &&
    Date.parse(message.createdAt) - Date.parse(before.createdAt) < groupMillis
  );
}
