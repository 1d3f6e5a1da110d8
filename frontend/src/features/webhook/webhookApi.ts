import { z } from 'zod';
import { http } from '../../http/httpClient';
import { id, person } from '../../http/wire';

/* docs/protocol.md, "Webhooks". */

const webhook = z.object({
  id,
  name: z.string(),
  url: z.string(),
  events: z.array(z.string()),
  createdBy: person,
  createdAt: z.string(),
  waiting: z.number(),
  parked: z.number(),
  /** Shown when it was made, and never again. */
  secret: z.string().nullish(),
});
export type Webhook = z.infer<typeof webhook>;

export const webhooks = z.object({ webhooks: z.array(webhook) });

export const states = ['WAITING', 'DELIVERED', 'PARKED'] as const;
export type State = (typeof states)[number];

export const delivery = z.object({
  id,
  type: z.string(),
  state: z.enum(states),
  attempts: z.number(),
  createdAt: z.string(),
  lastAt: z.string().nullish(),
  millis: z.number().nullish(),
  status: z.number().nullish(),
  error: z.string().nullish(),
  excerpt: z.string().nullish(),
});
export type Delivery = z.infer<typeof delivery>;

export const deliveries = z.object({ deliveries: z.array(delivery), next: id.nullish() });

const incoming = z.object({
  id,
  name: z.string(),
  account: person,
  createdBy: person,
  createdAt: z.string(),
  lastUsedAt: z.string().nullish(),
  /** Shown when it was made, and never again. */
  path: z.string().nullish(),
});
export type IncomingWebhook = z.infer<typeof incoming>;

export const incomingWebhooks = z.object({ webhooks: z.array(incoming) });

/** A room, or the server where there is none. */
export type Place = string | undefined;

export interface Order {
  name: string;
  url: string;
  events: string[];
}

function outgoing(room: Place): string {
  return room === undefined ? '/api/admin/webhooks' : `/api/rooms/${room}/webhooks`;
}

export const webhookApi = {
  list: async (room: Place, signal: AbortSignal) =>
    (await http.get(outgoing(room), webhooks, signal)).webhooks,
  create: (room: Place, order: Order) => http.post(outgoing(room), order, webhook),
  revoke: (hook: Webhook) => http.delete(`/api/webhooks/${hook.id}`),
  test: (hook: Webhook) => http.post(`/api/webhooks/${hook.id}/test`, {}, delivery),
  deliveries: (hook: Webhook, state: State | undefined, before: string | undefined, signal: AbortSignal) => {
    const query = new URLSearchParams({
      limit: '20',
      ...(state === undefined ? {} : { state }),
      ...(before === undefined ? {} : { before }),
    });
    return http.get(`/api/webhooks/${hook.id}/deliveries?${query.toString()}`, deliveries, signal);
  },
  replay: (hook: Webhook, what: Delivery) =>
    http.post(`/api/webhooks/${hook.id}/deliveries/${what.id}/replay`, {}, delivery),
  replayParked: (hook: Webhook) => http.post(`/api/webhooks/${hook.id}/replay`, {}, z.unknown()),
  incoming: async (room: string, signal: AbortSignal) =>
    (await http.get(`/api/rooms/${room}/incoming-webhooks`, incomingWebhooks, signal)).webhooks,
  createIncoming: (room: string, name: string) =>
    http.post(`/api/rooms/${room}/incoming-webhooks`, { name }, incoming),
  revokeIncoming: (room: string, hook: IncomingWebhook) =>
    http.delete(`/api/rooms/${room}/incoming-webhooks/${hook.id}`),
};
