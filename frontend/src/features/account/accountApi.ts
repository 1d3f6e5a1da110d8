import { z } from 'zod';
import { http } from '../../http/httpClient';
import { account, id, sanction } from '../../http/wire';

/* docs/protocol.md, "Who you are". */

const signIn = z.object({
  id,
  current: z.boolean().default(false),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  address: z.string().nullish(),
  userAgent: z.string().nullish(),
});
export type SignIn = z.infer<typeof signIn>;

const apiToken = z.object({
  id,
  name: z.string(),
  scopes: z.array(z.string()).default([]),
  createdAt: z.string(),
  lastUsedAt: z.string().nullish(),
});
export type ApiToken = z.infer<typeof apiToken>;

const newApiToken = apiToken.extend({ token: z.string() });

const invite = z.object({
  id,
  code: z.string(),
  uses: z.number().nullish(),
  used: z.number().default(0),
  expiresAt: z.string().nullish(),
});
export type Invite = z.infer<typeof invite>;

export interface NewAccount {
  username: string;
  password: string;
  displayName?: string;
  invite?: string;
  setUpCode?: string;
}

const nothing = z.unknown();

export const accountApi = {
  session: (signal?: AbortSignal) => http.session(signal),
  /** For whoever is banned and cannot sign in. */
  appeal: async (banned: { username: string; password: string; text: string }): Promise<void> => {
    await http.post('/api/appeals', banned, nothing);
  },
  /** What keeps out whoever is banned, with what was answered to their appeal. */
  ban: (credentials: { username: string; password: string }) =>
    http.post('/api/appeals/mine', credentials, sanction),
  signIn: (credentials: { username: string; password: string }) =>
    http.post('/api/session', credentials, account),
  signUp: (newAccount: NewAccount) => http.post('/api/accounts', newAccount, account),
  joinAsGuest: (displayName: string) => http.post('/api/guests', { displayName }, account),
  signOut: () => http.delete('/api/session'),

  rename: (displayName: string) => http.patch('/api/accounts/me', { displayName }, account),
  changePassword: (currentPassword: string, newPassword: string) =>
    http.put('/api/accounts/me/password', { currentPassword, newPassword }, nothing),

  signIns: async (signal?: AbortSignal) =>
    (await http.get('/api/sign-ins', z.object({ signIns: z.array(signIn) }), signal)).signIns,
  endSignIn: (signInId: string) => http.delete(`/api/sign-ins/${encodeURIComponent(signInId)}`),

  tokens: async (signal?: AbortSignal) =>
    (await http.get('/api/tokens', z.object({ tokens: z.array(apiToken) }), signal)).tokens,
  createToken: (name: string, scopes: string[]) =>
    http.post('/api/tokens', scopes.length > 0 ? { name, scopes } : { name }, newApiToken),
  revokeToken: (tokenId: string) => http.delete(`/api/tokens/${encodeURIComponent(tokenId)}`),

  invites: async (signal?: AbortSignal) =>
    (await http.get('/api/invites', z.object({ invites: z.array(invite) }), signal)).invites,
  createInvite: (terms: { uses?: number; expiresAt?: string }) => http.post('/api/invites', terms, invite),
  withdrawInvite: (inviteId: string) => http.delete(`/api/invites/${encodeURIComponent(inviteId)}`),
};
