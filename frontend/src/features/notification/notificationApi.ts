import { z } from 'zod';
import { http } from '../../http/httpClient';
import { attention, type Attention, type RoomId } from '../../http/wire';

/* docs/protocol.md, "Notifications". */

const quietHours = z.object({ from: z.string(), to: z.string(), timeZone: z.string() });
export type QuietHours = z.infer<typeof quietHours>;

export const notificationSettings = z.object({
  desktop: z.boolean(),
  sound: z.boolean(),
  quiet: quietHours.nullish(),
});
export type NotificationSettings = z.infer<typeof notificationSettings>;

const path = '/api/settings/notifications';

export const notificationApi = {
  settings: (signal?: AbortSignal) => http.get(path, notificationSettings, signal),
  change: (settings: NotificationSettings) => http.put(path, settings, notificationSettings),
  attend: (room: RoomId, change: Attention) =>
    http.put(`/api/rooms/${encodeURIComponent(room)}/members/me/level`, change, attention),
  readAll: () => http.post('/api/rooms/read', undefined, z.unknown()),
};
