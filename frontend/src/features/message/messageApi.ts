import { http } from '../../http/httpClient';
import {
  memberPage,
  mentionPage,
  messagePage,
  pinnedMessages,
  removedMessage,
  type Member,
  type Message,
  type MessagePage,
  type RoomId,
} from '../../http/wire';
import type { StompClient } from '../../realtime/stompClient';

const pageSize = 50;

export type Position = { before: number } | { after: number } | { around: number } | 'newest';

export function readPage(room: RoomId, position: Position): Promise<MessagePage> {
  const where = position === 'newest' ? {} : position;
  const query = new URLSearchParams(
    Object.entries({ ...where, limit: pageSize }).map(([key, value]) => [key, String(value)]),
  );
  return http.get(`/api/rooms/${room}/messages?${query.toString()}`, messagePage);
}

/** The messages that mention me, newest first. */
export function readMentions(before: string | undefined, signal: AbortSignal) {
  const query = new URLSearchParams({ limit: '30', ...(before === undefined ? {} : { before }) });
  return http.get(`/api/mentions?${query.toString()}`, mentionPage, signal);
}

/** What a message said before somebody took it away. */
export function readRemoved(room: RoomId, message: string) {
  return http.get(`/api/rooms/${room}/removed/${message}`, removedMessage);
}

export async function readPins(room: RoomId, signal: AbortSignal): Promise<Message[]> {
  return (await http.get(`/api/rooms/${room}/pins`, pinnedMessages, signal)).messages;
}

/** Who can be mentioned: the first few hundred members. */
export async function readMembers(room: RoomId): Promise<Member[]> {
  const { members } = await http.get(`/api/rooms/${room}/members?limit=200`, memberPage);
  return members.filter((member) => !member.leftAt);
}

/** What is done to a message that is there already. Each resolves once it is in the log. */
export function messageCommands(stomp: StompClient, room: RoomId) {
  const send = (verb: string, command: object) =>
    stomp.send(`/app/rooms/${room}/${verb}`, { clientId: newId(), ...command });
  return {
    edit: ({ id, rev }: Message, body: string) => send('edit', { message: id, body, rev }),
    delete: ({ id }: Message, reason?: string) =>
      send('delete', { message: id, ...(reason ? { reason } : {}) }),
    pin: ({ id }: Message, action: 'ADD' | 'REMOVE') => send('pin', { message: id, action }),
    react: ({ id }: Message, emoji: string, action: 'ADD' | 'REMOVE') =>
      send('react', { message: id, emoji, action }),
  };
}

export type MessageCommands = ReturnType<typeof messageCommands>;

function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('');
}
