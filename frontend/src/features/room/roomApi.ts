import { z } from 'zod';
import { http } from '../../http/httpClient';
import { id, member, memberPage, person, room, type Member, type RoomId } from '../../http/wire';

/* docs/protocol.md, "Rooms". */

const roomPage = z.object({ rooms: z.array(room), next: id.nullish() });

const invitation = z.object({
  room: z.object({ id, name: z.string(), kind: z.enum(['PUBLIC', 'PRIVATE', 'DIRECT']) }),
  invitedBy: person,
  createdAt: z.string(),
});
export type Invitation = z.infer<typeof invitation>;

export type RoomKind = 'PUBLIC' | 'PRIVATE';
export type MemberRole = Member['role'];

/** What is to become of a room: what is left out stays. */
export interface RoomChange {
  name?: string;
  description?: string;
  archived?: boolean;
  locked?: boolean;
  announcementsOnly?: boolean;
  slowSeconds?: number;
}

const membersAtOnce = 200;

function at(roomId: RoomId, rest = ''): string {
  return `/api/rooms/${encodeURIComponent(roomId)}${rest}`;
}

function query(parameters: Record<string, string | number | undefined>): string {
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== '');
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

export const roomApi = {
  find: (text: string, after?: string, signal?: AbortSignal) =>
    http.get(`/api/rooms?${query({ query: text, after, limit: 50 })}`, roomPage, signal),
  get: (roomId: RoomId, signal?: AbortSignal) => http.get(at(roomId), room, signal),
  create: (draft: { name: string; kind: RoomKind; description?: string }) =>
    http.post('/api/rooms', draft, room),
  change: (roomId: RoomId, change: RoomChange) => http.patch(at(roomId), change, room),
  join: (roomId: RoomId) => http.put(at(roomId, '/members/me'), undefined, z.unknown()),
  leave: (roomId: RoomId) => http.delete(at(roomId, '/members/me')),

  members: (roomId: RoomId, after?: string, signal?: AbortSignal) =>
    http.get(at(roomId, `/members?${query({ limit: membersAtOnce, after })}`), memberPage, signal),
  changeRole: (roomId: RoomId, account: string, role: MemberRole) =>
    http.patch(at(roomId, `/members/${encodeURIComponent(account)}`), { role }, member),
  remove: (roomId: RoomId, account: string, why: { reason?: string }) =>
    http.delete(at(roomId, `/members/${encodeURIComponent(account)}`), why),

  invite: (roomId: RoomId, username: string) =>
    http.post(at(roomId, '/invitations'), { username }, z.unknown()),
  invitations: async (signal?: AbortSignal) =>
    (await http.get('/api/invitations', z.object({ invitations: z.array(invitation) }), signal)).invitations,
  decline: (roomId: RoomId) => http.delete(`/api/invitations/${encodeURIComponent(roomId)}`),
};
