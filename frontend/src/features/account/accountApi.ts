import { z } from 'zod';
import { http } from '../../http/httpClient';
import { problemOf } from '../../http/problem';
import { account, id, person, sanction } from '../../http/wire';

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

export const apiTokens = z.object({ tokens: z.array(apiToken) });

const bot = z.object({ account: person, createdAt: z.string(), disabledAt: z.string().nullish() });
export type Bot = z.infer<typeof bot>;

export const myBots = z.object({ bots: z.array(bot), limit: z.number().nullish() });

const botCommand = z.object({
  name: z.string(),
  arguments: z.string().default(''),
  description: z.string().default(''),
});
export type BotCommand = z.infer<typeof botCommand>;

/** The slash commands that a bot answers, and where. */
export const botCommands = z.object({
  url: z.string(),
  commands: z.array(botCommand),
  /** Only where they are the first ones. */
  secret: z.string().nullish(),
});
export type BotCommands = z.infer<typeof botCommands>;

/** Whose tokens they are: mine, or those of a bot of mine. */
export interface TokenHolder {
  path: string;
  /** A bot does not manage an account. */
  bot: boolean;
}
export const myself: TokenHolder = { path: '/api/tokens', bot: false };
const pathOf = (bot: Bot) => `/api/bots/${encodeURIComponent(bot.account.username)}`;
export const holder = (of: Bot): TokenHolder => ({ path: `${pathOf(of)}/tokens`, bot: true });

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

  tokens: async (of: TokenHolder, signal?: AbortSignal) =>
    (await http.get(of.path, apiTokens, signal)).tokens,
  createToken: (of: TokenHolder, name: string, scopes: string[]) =>
    http.post(of.path, scopes.length > 0 ? { name, scopes } : { name }, newApiToken),
  revokeToken: (of: TokenHolder, tokenId: string) => http.delete(`${of.path}/${encodeURIComponent(tokenId)}`),

  bots: (signal?: AbortSignal) => http.get('/api/bots', myBots, signal),
  createBot: (newBot: { username: string; displayName?: string }) => http.post('/api/bots', newBot, bot),
  changeBot: (which: Bot, change: { displayName?: string; disabled?: boolean }) =>
    http.patch(pathOf(which), change, bot),
  /** Null where it answers none. */
  botCommands: async (of: Bot, signal?: AbortSignal): Promise<BotCommands | null> => {
    try {
      return await http.get(`${pathOf(of)}/commands`, botCommands, signal);
    } catch (reason) {
      if (problemOf(reason).code === 'not-found') return null;
      throw reason;
    }
  },
  setBotCommands: (of: Bot, wanted: { url: string; commands: BotCommand[] }) =>
    http.put(`${pathOf(of)}/commands`, wanted, botCommands),
  clearBotCommands: (of: Bot) => http.delete(`${pathOf(of)}/commands`),

  invites: async (signal?: AbortSignal) =>
    (await http.get('/api/invites', z.object({ invites: z.array(invite) }), signal)).invites,
  createInvite: (terms: { uses?: number; expiresAt?: string }) => http.post('/api/invites', terms, invite),
  withdrawInvite: (inviteId: string) => http.delete(`/api/invites/${encodeURIComponent(inviteId)}`),
};
