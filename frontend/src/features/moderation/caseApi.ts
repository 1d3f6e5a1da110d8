import { z } from 'zod';
import { http } from '../../http/httpClient';
import { query } from '../../http/query';
import { id, person, roomRef, sanction, type RoomId, type Sanction } from '../../http/wire';

/* What those decide who moderate: docs/protocol.md, "Sanctions" and "Reports and cases". */

export const sanctionPage = z.object({ sanctions: z.array(sanction), next: z.number().nullish() });

export const caseState = z.enum(['OPEN', 'IN_HAND', 'RESOLVED', 'DISMISSED']);
export type CaseState = z.infer<typeof caseState>;
const summary = z.object({
  id,
  subject: person,
  room: roomRef.nullish(),
  message: id.nullish(),
  state: caseState,
  handler: person.nullish(),
  openedAt: z.string(),
  closedAt: z.string().nullish(),
  reports: z.number(),
  note: z.string().nullish(),
});
export type Case = z.infer<typeof summary>;
export const casePage = z.object({ cases: z.array(summary), next: id.nullish() });
export const fullCase = z.object({
  summary,
  reports: z.array(
    z.object({
      reporter: person,
      category: z.enum(['SPAM', 'ABUSE', 'ILLEGAL', 'OTHER']),
      text: z.string(),
      createdAt: z.string(),
    }),
  ),
  messages: z.array(
    z.object({
      id,
      seq: z.number(),
      author: person,
      body: z.string(),
      createdAt: z.string(),
      deleted: z.boolean(),
    }),
  ),
});

/** What arrives on /topic/admin/cases, /topic/admin/sanctions and /topic/rooms/{id}/moderation: a reason to ask anew. */
export const decisionChanged = z.object({ type: z.enum(['case.changed', 'sanction.changed']), id });

/** Where one moderates: in a room, or on the whole server. */
export type Scope = RoomId | undefined;

export function topicOf(scope: Scope, what: 'cases' | 'sanctions'): string {
  return scope === undefined ? `/topic/admin/${what}` : `/topic/rooms/${scope}/moderation`;
}

export const caseApi = {
  sanctions: (
    scope: Scope,
    which: { standing?: string; appealed?: string; account?: string },
    before: string | undefined,
    signal?: AbortSignal,
  ) =>
    http.get(`/api/moderation/sanctions?${query({ ...which, room: scope, before })}`, sanctionPage, signal),
  sanctionsOf: (which: string, scope: Scope, signal?: AbortSignal) =>
    http.get(`/api/moderation/sanctions?${query({ case: which, room: scope })}`, sanctionPage, signal),
  lift: (which: Sanction, reason: string) =>
    http.delete(`/api/moderation/sanctions/${which.id}`, reason === '' ? {} : { reason }),
  answerAppeal: (which: Sanction, outcome: 'UPHELD' | 'LIFTED', text: string) =>
    http.post(`/api/moderation/sanctions/${which.id}/answer`, { outcome, text }, sanction),

  cases: (scope: Scope, state: string, before: string | undefined, signal?: AbortSignal) =>
    http.get(`/api/moderation/cases?${query({ state, room: scope, before })}`, casePage, signal),
  case: (which: string, signal?: AbortSignal) =>
    http.get(`/api/moderation/cases/${encodeURIComponent(which)}`, fullCase, signal),
  moveCase: (which: string, step: 'take' | 'release' | 'reopen') =>
    http.post(`/api/moderation/cases/${encodeURIComponent(which)}/${step}`, {}, summary),
  closeCase: (which: string, outcome: 'RESOLVED' | 'DISMISSED', note: string) =>
    http.post(
      `/api/moderation/cases/${encodeURIComponent(which)}/close`,
      { outcome, ...(note === '' ? {} : { note }) },
      summary,
    ),
};
