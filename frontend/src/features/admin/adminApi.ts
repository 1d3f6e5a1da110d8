import { z } from 'zod';
import { http } from '../../http/httpClient';
import { query } from '../../http/query';
import { id, person, sanction } from '../../http/wire';

/* docs/protocol.md, "Administration". */

const role = z.enum(['ADMINISTRATOR', 'MODERATOR', 'USER']);
export type ServerRole = z.infer<typeof role>;

const session = z.object({
  id,
  account: person,
  node: z.string(),
  connectedAt: z.string(),
  transport: z.enum(['WEBSOCKET', 'SOCKJS']),
  address: z.string().nullish(),
  userAgent: z.string().nullish(),
  idle: z.boolean(),
  /** How far the client is behind, if it does not keep up. */
  lag: z.object({ waitingBytes: z.number(), stalledSince: z.string() }).nullish(),
});
export type LiveSession = z.infer<typeof session>;
export const sessionPage = z.object({
  sessions: z.array(session),
  next: z.string().nullish(),
  total: z.number(),
});

const account = z.object({
  account: person,
  role,
  guest: z.boolean(),
  /** Whose bot it is. */
  owner: person.nullish(),
  createdAt: z.string(),
  disabledAt: z.string().nullish(),
  lastSeenAt: z.string().nullish(),
  /** It may have passed. */
  bannedUntil: z.string().nullish(),
  sessions: z.number(),
});
export type AdminAccount = z.infer<typeof account>;
export const accountPage = z.object({
  accounts: z.array(account),
  next: z.string().nullish(),
  total: z.number(),
});

const addressBan = z.object({
  id,
  network: z.string(),
  reason: z.string(),
  imposedBy: person,
  createdAt: z.string(),
  until: z.string().nullish(),
  liftedAt: z.string().nullish(),
  liftedBy: person.nullish(),
});
export type AddressBan = z.infer<typeof addressBan>;
export const addressBanPage = z.object({
  bans: z.array(addressBan),
  next: z.string().nullish(),
  total: z.number(),
});

const setting = z.object({
  name: z.string(),
  /** Not there where it is a length of time. */
  options: z.array(z.string()).nullish(),
  value: z.string(),
  /** As configured. */
  standard: z.string(),
  by: person.nullish(),
  changedAt: z.string().nullish(),
});
export type Setting = z.infer<typeof setting>;

const adminRoom = z.object({
  id,
  name: z.string(),
  kind: z.enum(['PUBLIC', 'PRIVATE']),
  memberCount: z.number(),
  messages: z.number(),
  createdAt: z.string(),
  lastPostedAt: z.string().nullish(),
  archivedAt: z.string().nullish(),
});
export const roomPage = z.object({
  rooms: z.array(adminRoom),
  next: z.string().nullish(),
  total: z.number(),
});
export const sessionSorts = ['NEWEST', 'ACCOUNT', 'ADDRESS', 'LAG'] as const;
export type SessionSort = (typeof sessionSorts)[number];
export const addressBanSorts = ['NEWEST', 'NETWORK', 'ENDING'] as const;
export type AddressBanSort = (typeof addressBanSorts)[number];
export const roomSorts = ['NAME', 'NEWEST', 'MEMBERS', 'MESSAGES'] as const;
export type RoomSort = (typeof roomSorts)[number];

const entry = z.object({
  number: z.number(),
  at: z.string(),
  actor: person.nullish(),
  address: z.string().nullish(),
  kind: z.string(),
  outcome: z.enum(['DONE', 'REFUSED']),
  target: person.nullish(),
  room: z.object({ id, name: z.string().nullish() }).nullish(),
  reason: z.string().nullish(),
  detail: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof entry>;
export const auditPage = z.object({ entries: z.array(entry), next: z.number().nullish() });

/** What arrives on /topic/admin/figures. */
export const figuresMeasured = z.object({
  type: z.literal('figures.measured'),
  at: z.string(),
  database: z.enum(['UP', 'DOWN']),
  nodes: z.array(
    z.object({
      id: z.string(),
      startedAt: z.string(),
      figures: z
        .object({
          connections: z.number(),
          messagesPerSecond: z.number(),
          deliveriesPerSecond: z.number(),
          p99Millis: z.number(),
          logQueue: z.number(),
          relay: z.boolean().nullish(),
        })
        .nullish(),
    }),
  ),
});
export type FiguresMeasured = z.infer<typeof figuresMeasured>;

/** For the audit log. */
interface Why {
  reason?: string;
}

const changed = z.unknown();
const ofAccount = (username: string, rest = '') =>
  `/api/admin/accounts/${encodeURIComponent(username)}${rest}`;

export const adminApi = {
  sessions: (
    which: { query: string; node: string; sort: SessionSort },
    after: string | undefined,
    signal?: AbortSignal,
  ) => http.get(`/api/admin/sessions?${query({ ...which, after })}`, sessionPage, signal),
  disconnect: (session: string) => http.delete(`/api/admin/sessions/${encodeURIComponent(session)}`),

  accounts: (
    which: { query: string; role: string; state: string; sort: string },
    after: string | undefined,
    signal?: AbortSignal,
  ) => http.get(`/api/admin/accounts?${query({ ...which, after })}`, accountPage, signal),
  changeAccount: (
    username: string,
    change: { role?: ServerRole; disabled?: boolean; displayName?: string } & Why,
  ) => http.patch(ofAccount(username), change, changed),
  resetPassword: (username: string, why: Why) =>
    http.post(ofAccount(username, '/password'), why, z.object({ password: z.string() })),
  signOut: (username: string, why: Why) => http.delete(ofAccount(username, '/sign-ins'), why),

  audit: (filter: string, before: string | undefined, signal?: AbortSignal) =>
    http.get(`/api/admin/audit?${[filter, query({ before })].filter(Boolean).join('&')}`, auditPage, signal),

  rooms: (text: string, sort: RoomSort, after: string | undefined, signal?: AbortSignal) =>
    http.get(`/api/admin/rooms?${query({ query: text, sort, after })}`, roomPage, signal),

  /** On the whole server; it closes every connection of theirs. */
  ban: (username: string, reason: string, until: string | undefined) =>
    http.post('/api/moderation/sanctions', { account: username, kind: 'BAN', reason, until }, sanction),
  addressBans: (
    which: { query: string; standing: string; sort: AddressBanSort },
    after: string | undefined,
    signal?: AbortSignal,
  ) => http.get(`/api/moderation/address-bans?${query({ ...which, after })}`, addressBanPage, signal),
  banAddress: (order: { network: string; reason: string; until?: string }) =>
    http.post('/api/moderation/address-bans', order, addressBan),
  liftAddressBan: (which: AddressBan) => http.delete(`/api/moderation/address-bans/${which.id}`),

  settings: (signal?: AbortSignal) =>
    http.get('/api/admin/settings', z.object({ settings: z.array(setting) }), signal),
  choose: (name: string, value: string) =>
    http.put(`/api/admin/settings/${encodeURIComponent(name)}`, { value }, setting),
  asConfigured: (name: string) => http.delete(`/api/admin/settings/${encodeURIComponent(name)}`),
};
