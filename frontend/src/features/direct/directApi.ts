import { z } from 'zod';
import { http } from '../../http/httpClient';
import { person, room, type RoomId } from '../../http/wire';

/* docs/protocol.md, "Private messages". */

export const requestsAnswer = z.object({
  requests: z.array(z.object({ room, from: person, createdAt: z.string() })),
});

export const blocksAnswer = z.object({
  blocks: z.array(z.object({ account: person, createdAt: z.string() })),
});

export const directSettings = z.object({
  accept: z.enum(['EVERYONE', 'SHARED_ROOM', 'NOBODY']),
  readReceipts: z.boolean(),
});
export type DirectSettings = z.infer<typeof directSettings>;

const request = (roomId: RoomId) => `/api/direct/requests/${encodeURIComponent(roomId)}`;
const block = (username: string) => `/api/blocks/${encodeURIComponent(username)}`;

export const directApi = {
  open: (usernames: readonly string[]) => http.post('/api/direct', { usernames }, room),
  leave: (roomId: RoomId) => http.delete(`/api/rooms/${encodeURIComponent(roomId)}/members/me`),

  accept: (roomId: RoomId) => http.put(request(roomId), undefined, z.unknown()),
  decline: (roomId: RoomId) => http.delete(request(roomId)),

  blocks: async (signal?: AbortSignal) => (await http.get('/api/blocks', blocksAnswer, signal)).blocks,
  block: (username: string) => http.put(block(username), undefined, z.unknown()),
  unblock: (username: string) => http.delete(block(username)),

  settings: (signal?: AbortSignal) => http.get('/api/settings/direct', directSettings, signal),
  change: (change: Partial<DirectSettings>) => http.patch('/api/settings/direct', change, directSettings),
};
