import { z } from 'zod';
import { http } from '../../http/httpClient';
import { id, message, person, sanction, type RoomId, type SanctionKind } from '../../http/wire';

/* docs/protocol.md, "Sanctions" and "Reports and cases". */

export type Category = 'SPAM' | 'ABUSE' | 'ILLEGAL' | 'OTHER';

/** What is reported: a message, or an account as such. */
export type Reported = { room: RoomId; message: string } | { account: string };

export interface NewSanction {
  account: string;
  kind: SanctionKind;
  /** Nowhere in particular: on the whole server. */
  room?: RoomId;
  reason: string;
  until?: string;
  /** The case that it comes of. */
  case?: string;
}

export interface NewPurge {
  account: string;
  /** Nowhere in particular: in all public rooms. */
  room?: RoomId;
  since: string;
  reason: string;
}

export const purgePreview = z.object({ messages: z.number(), more: z.boolean(), sample: z.array(message) });

export const purge = z.object({ id, messages: z.number(), left: z.number(), undoUntil: z.string() });
export type Purge = z.infer<typeof purge>;

export const slashCommands = z.object({
  commands: z.array(
    z.object({
      name: z.string(),
      arguments: z.string(),
      description: z.string().nullish(),
      /** Who answers it, if the server does not. */
      bot: person.nullish(),
    }),
  ),
});

/** What a bot says to me alone. */
export const commandAnswer = z.object({ bot: person, body: z.string() });

export const myReports = z.object({
  reports: z.array(
    z.object({
      id,
      subject: person,
      message: id.nullish(),
      category: z.enum(['SPAM', 'ABUSE', 'ILLEGAL', 'OTHER']),
      text: z.string(),
      createdAt: z.string(),
      /** In whose hand it is remains among those who moderate. */
      state: z.enum(['OPEN', 'RESOLVED', 'DISMISSED']),
      note: z.string().nullish(),
    }),
  ),
});
export const myReportsKey = ['moderation', 'reports', 'mine'];

export const moderationApi = {
  myReports: (signal: AbortSignal) => http.get('/api/reports/mine', myReports, signal),
  appeal: (sanctionId: string, text: string) =>
    http.post(`/api/moderation/sanctions/${sanctionId}/appeal`, { text }, sanction),
  commands: async (room: RoomId, signal: AbortSignal) =>
    (await http.get(`/api/rooms/${room}/commands`, slashCommands, signal)).commands,
  /** Nothing, where nobody answers to me alone. */
  command: (room: RoomId, text: string) =>
    http.post(`/api/rooms/${room}/commands`, { text }, commandAnswer.optional()),
  previewPurge: (order: NewPurge) =>
    http.post('/api/moderation/purges', { ...order, preview: true }, purgePreview),
  purge: (order: NewPurge) => http.post('/api/moderation/purges', order, purge),
  undoPurge: (done: Purge) => http.delete(`/api/moderation/purges/${done.id}`),
  impose: (order: NewSanction) => http.post('/api/moderation/sanctions', order, sanction),
  report: (what: Reported, category: Category, text: string) =>
    http.post('/api/reports', { ...what, category, ...(text === '' ? {} : { text }) }, z.unknown()),
};
