import { z } from 'zod';

// Compiling a schema would need eval, which the page's content security policy forbids.
z.config({ jitless: true });

/*
 * What the server says, over HTTP and over STOMP alike (docs/protocol.md). Unknown fields are dropped, so that the
 * server may add some. Ids are opaque: whatever they are on the wire, they are strings here.
 */

export const id = z.union([z.string(), z.number()]).transform(String);

export const person = z.object({
  id,
  username: z.string(),
  displayName: z.string(),
  /** Whether it is a program. */
  bot: z.boolean().optional(),
});
export type Person = z.infer<typeof person>;

export const account = person.extend({
  role: z.enum(['ADMINISTRATOR', 'MODERATOR', 'USER']),
  guest: z.boolean().default(false),
});
export type Account = z.infer<typeof account>;

export const session = z.object({
  account: account.nullish().transform((value) => value ?? null),
  csrf: z.object({ header: z.string(), token: z.string() }),
  signUp: z.enum(['OPEN', 'INVITE', 'CLOSED']).default('OPEN'),
  guests: z.boolean().default(false),
  setUp: z.boolean().default(false),
});
export type Session = z.infer<typeof session>;

export const member = z.object({
  account: person,
  role: z.enum(['OWNER', 'MODERATOR', 'MEMBER']),
  rev: z.number(),
  joinedAt: z.string(),
  leftAt: z.string().nullish(),
  /** Held back in the room before these times, which may have passed. */
  mutedUntil: z.string().nullish(),
  readOnlyUntil: z.string().nullish(),
});
export type Member = z.infer<typeof member>;

export const head = z.object({ rev: z.number(), seq: z.number() });
export type Head = z.infer<typeof head>;

export const room = z.object({
  id,
  /** A direct room has none on the wire; see {@link named}. */
  name: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  kind: z.enum(['PUBLIC', 'PRIVATE', 'DIRECT']),
  description: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  rev: z.number(),
  firstSeq: z.number().default(1),
  createdAt: z.string(),
  archivedAt: z.string().nullish(),
  /** Members change nothing; they react and do not post; so many seconds pass between two posts of a member. */
  lockedAt: z.string().nullish(),
  announcementsOnly: z.boolean().nullish(),
  slowSeconds: z.number().nullish(),
  head: head.nullish(),
  memberCount: z.number().nullish(),
  membership: member.nullish(),
  /** All of them, in a direct room. */
  members: z.array(person).nullish(),
});
export type Room = z.infer<typeof room>;

/** The room as I call it: a direct one by the names of the others. */
export function named(room: Room, me: string): Room {
  if (room.kind !== 'DIRECT' || !room.members) return room;
  const others = room.members.filter(({ id }) => id !== me);
  return { ...room, name: others.map(({ displayName }) => displayName).join(', ') };
}

export type RoomId = string;

export const reaction = z.object({ emoji: z.string(), count: z.number(), accounts: z.array(person) });
export type Reaction = z.infer<typeof reaction>;

/** Whom a message mentions. */
export const mentions = z.object({
  accounts: z.array(person),
  here: z.boolean().default(false),
  room: z.boolean().default(false),
});

export const level = z.enum(['ALL', 'MENTIONS', 'NOTHING']);
export type Level = z.infer<typeof level>;

/** What I want to be told of a room, and from when on. */
export const attention = z.object({ level, mutedUntil: z.string().nullish() });
export type Attention = z.infer<typeof attention>;

export const roomRef = z.object({
  id,
  /** A direct room has none. */
  name: z
    .string()
    .nullish()
    .transform((value) => value ?? ''),
  kind: z.enum(['PUBLIC', 'PRIVATE', 'DIRECT']),
});

export const sanctionKind = z.enum(['MUTE', 'READ_ONLY', 'KICK', 'BAN']);
export type SanctionKind = z.infer<typeof sanctionKind>;

/** Who holds whom back, where, why and until when; without `room` on the whole server, without `until` for good. */
export const sanction = z.object({
  id,
  kind: sanctionKind,
  account: person,
  room: roomRef.nullish(),
  reason: z.string(),
  imposedBy: person,
  createdAt: z.string(),
  until: z.string().nullish(),
  liftedAt: z.string().nullish(),
  liftedBy: person.nullish(),
  /** What the person said against it, and what came of that. */
  appeal: z
    .object({
      text: z.string(),
      at: z.string(),
      answer: z
        .object({ outcome: z.enum(['UPHELD', 'LIFTED']), text: z.string(), by: person, at: z.string() })
        .nullish(),
    })
    .nullish(),
});
export type Sanction = z.infer<typeof sanction>;

export const standingSanctions = z.object({ sanctions: z.array(sanction) });

export const message = z.object({
  id,
  room: id,
  seq: z.number(),
  rev: z.number(),
  author: person,
  body: z.string(),
  clientId: z.string().nullish(),
  replyTo: id.nullish(),
  replyToSeq: z.number().nullish(),
  createdAt: z.string(),
  editedAt: z.string().nullish(),
  deletedAt: z.string().nullish(),
  reactions: z.array(reaction).default([]),
  mentions: mentions.nullish(),
  /** It was deleted by somebody who did not write it. */
  removed: z.object({ reason: z.string().nullish() }).nullish(),
  pinned: z.object({ at: z.string(), by: person }).nullish(),
});
export type Message = z.infer<typeof message>;

export const messagePage = z.object({ messages: z.array(message), rev: z.number(), epoch: id });
export type MessagePage = z.infer<typeof messagePage>;

/** The messages that mention me, newest first. */
export const mentionPage = z.object({
  mentions: z.array(z.object({ room: roomRef, message })),
  next: z.string().nullish(),
});

/** What is pinned in a room, the newest pin first. */
export const pinnedMessages = z.object({ messages: z.array(message) });

/** What a message said that somebody took away. */
export const removedMessage = z.object({
  message: id,
  body: z.string(),
  author: person,
  removedBy: person,
  reason: z.string().nullish(),
  removedAt: z.string(),
});

export const memberPage = z.object({ members: z.array(member), next: id.nullish() });

/** What changed in a room since a rev: the answer to catch-up. */
export const changes = z.object({
  epoch: id,
  rev: z.number(),
  reset: z.boolean(),
  messages: z.array(message).default([]),
  members: z.array(member).default([]),
  roomState: room.nullish(),
});
export type Changes = z.infer<typeof changes>;
