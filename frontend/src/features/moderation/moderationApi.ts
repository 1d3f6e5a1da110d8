import { z } from 'zod';
import { http } from '../../http/httpClient';
import { sanction, type RoomId, type SanctionKind } from '../../http/wire';

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
}

export const moderationApi = {
  impose: (order: NewSanction) => http.post('/api/moderation/sanctions', order, sanction),
  report: (what: Reported, category: Category, text: string) =>
    http.post('/api/reports', { ...what, category, ...(text === '' ? {} : { text }) }, z.unknown()),
};
