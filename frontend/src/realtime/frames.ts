import { z } from 'zod';
import { attention, head, id, member, message, person, room, roomRef, sanction } from '../http/wire';

/* What arrives over STOMP: docs/protocol.md, "STOMP". */

const numbers = { room: id, from: z.number(), rev: z.number() };

/** The frames of /topic/rooms/{id}: each holds all changes of the room in (from, rev]. */
export const roomFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.enum([
      'message.posted',
      'message.edited',
      'message.deleted',
      'message.restored',
      'message.reacted',
      'message.pinned',
    ]),
    ...numbers,
    message,
  }),
  z.object({
    type: z.enum(['member.joined', 'member.left', 'member.removed', 'member.changed']),
    ...numbers,
    member,
  }),
  z.object({ type: z.literal('room.changed'), ...numbers, roomState: room }),
  z.object({
    type: z.literal('room.changes'),
    ...numbers,
    messages: z.array(message).default([]),
    members: z.array(member).default([]),
    roomState: room.nullish(),
  }),
]);
export type RoomFrame = z.infer<typeof roomFrame>;

/** The answer of /app/rooms/{id}. */
export const roomSnapshot = z.object({
  room,
  messages: z.array(message),
  membership: member.nullish(),
  lastRead: z.number().default(0),
  epoch: id,
  rev: z.number(),
  readers: z.array(z.object({ account: id, seq: z.number() })).nullish(),
});
export type RoomSnapshot = z.infer<typeof roomSnapshot>;

/** Who asks me to talk, until I accept. */
const request = z.object({ from: person }).nullish();

/** How far I have read in a room, what is unread, and what I want to be told of it. */
const standing = attention.extend({
  head,
  lastRead: z.number(),
  unread: z.number(),
  mentions: z.number().default(0),
  level: attention.shape.level.default('ALL'),
  request,
});

/** The answer of /app/sync. */
export const syncAnswer = z.object({
  epoch: id,
  rooms: z.array(standing.extend({ room })),
});
export type SyncAnswer = z.infer<typeof syncAnswer>;

/** What arrives on /user/queue/heads. */
export const headsFrame = z.object({
  type: z.literal('heads.changed'),
  rooms: z.array(z.union([z.object({ room: id, left: z.literal(true) }), standing.extend({ room: id })])),
});
export type HeadsFrame = z.infer<typeof headsFrame>;

/** What arrives on /user/queue/notices. A type that we do not know yet is passed over. */
export const notice = z.discriminatedUnion('type', [
  z.object({ type: z.literal('invitation.created'), room: roomRef, invitedBy: person }),
  z.object({ type: z.literal('mention.created'), room: roomRef, message }),
  z.object({ type: z.literal('membership.ended'), room: id, reason: z.enum(['LEFT', 'REMOVED']) }),
  z.object({ type: z.literal('direct.requested'), room, from: person }),
  z.object({ type: z.enum(['sanction.imposed', 'sanction.lifted']), sanction }),
  z.object({
    type: z.literal('report.closed'),
    subject: person,
    message: id.nullish(),
    outcome: z.enum(['RESOLVED', 'DISMISSED']),
    note: z.string().nullish(),
  }),
]);
export type Notice = z.infer<typeof notice>;

/** How others see somebody. Nobody sees who is invisible. */
export const presence = z.enum(['ONLINE', 'AWAY', 'DO_NOT_DISTURB', 'DROPPED', 'OFFLINE']);
export type Presence = z.infer<typeof presence>;

export const status = z.object({
  text: z.string(),
  emoji: z.string().nullish(),
  until: z.string().nullish(),
});
export type Status = z.infer<typeof status>;

export const presentPerson = z.object({
  account: id,
  presence,
  lastSeenAt: z.string().nullish(),
  status: status.nullish(),
});
export type PresentPerson = z.infer<typeof presentPerson>;

const counts = z.object({
  online: z.number(),
  away: z.number(),
  doNotDisturb: z.number(),
  dropped: z.number(),
});
export type PresenceCounts = z.infer<typeof counts>;

/** The answer of /app/rooms/{id}/presence. */
export const roomPresence = z.object({
  room: id,
  counts,
  complete: z.boolean(),
  members: z.array(presentPerson),
});
export type RoomPresence = z.infer<typeof roomPresence>;

export const typingStarted = z.object({ type: z.literal('typing.started'), room: id, account: person });

/** What arrives on /topic/rooms/{id}/presence. */
export const presenceFrame = z.discriminatedUnion('type', [
  typingStarted,
  roomPresence.extend({ type: z.literal('presence.changed') }),
]);

/** What I chose to be seen as, and how I am seen. */
export const ownPresence = z.object({
  availability: z.enum(['AUTOMATIC', 'DO_NOT_DISTURB', 'INVISIBLE']),
  presence,
  status: status.nullish(),
});
export type OwnPresence = z.infer<typeof ownPresence>;

/** What arrives on /user/queue/presence. */
export const personalPresenceFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('presence.changed'), members: z.array(presentPerson) }),
  ownPresence.extend({ type: z.literal('presence.own') }),
]);

/** What arrives on /user/queue/errors: a frame that was refused. */
export const refusedFrame = z.object({
  code: z.string(),
  message: z.string().nullish(),
  receipt: z.string().nullish(),
  clientId: z.string().nullish(),
  destination: z.string().nullish(),
  retryAfter: z.number().nullish(),
});
