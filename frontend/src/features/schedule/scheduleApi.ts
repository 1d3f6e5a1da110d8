import { z } from 'zod';
import { http } from '../../http/httpClient';
import { id, person, roomRef } from '../../http/wire';

/* docs/protocol.md, "Scheduled messages". */

const when = z.object({
  at: z.string().nullish(),
  cron: z.string().nullish(),
  /** Seconds. */
  every: z.number().nullish(),
  zone: z.string(),
  start: z.string().nullish(),
  end: z.string().nullish(),
});

const schedule = z.object({
  id,
  room: roomRef.extend({ name: z.string().nullish() }).nullish(),
  account: person.nullish(),
  everybody: z.boolean().nullish(),
  body: z.string(),
  when,
  missed: z.enum(['SEND', 'SKIP']),
  pausedAt: z.string().nullish(),
  failedAt: z.string().nullish(),
  nextAt: z.string().nullish(),
  lastAt: z.string().nullish(),
  lastError: z.string().nullish(),
});
export type Schedule = z.infer<typeof schedule>;

export const schedules = z.object({ schedules: z.array(schedule) });

export interface When {
  at?: string;
  cron?: string;
  every?: number;
  zone: string;
  start?: string;
  end?: string;
}

export interface Order {
  room?: string;
  account?: string;
  everybody?: true;
  body: string;
  when: When;
  missed: 'SEND' | 'SKIP';
}

export const scheduleApi = {
  list: async (signal: AbortSignal) => (await http.get('/api/schedules', schedules, signal)).schedules,
  preview: async (times: When) =>
    (await http.post('/api/schedules/preview', times, z.object({ times: z.array(z.string()) }))).times,
  save: (known: Schedule | undefined, order: Order) =>
    known
      ? http.put(`/api/schedules/${known.id}`, order, schedule)
      : http.post('/api/schedules', order, schedule),
  pause: (known: Schedule) => http.post(`/api/schedules/${known.id}/pause`, {}, schedule),
  resume: (known: Schedule) => http.post(`/api/schedules/${known.id}/resume`, {}, schedule),
  delete: (known: Schedule) => http.delete(`/api/schedules/${known.id}`),
};
