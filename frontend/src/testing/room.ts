import type { Account, Changes, Message, MessagePage, Room } from '../http/wire';
import type { RoomFrame, RoomSnapshot } from '../realtime/frames';

export const ada: Account = { id: '1', username: 'ada', displayName: 'Ada', role: 'USER', guest: false };
export const bob: Account = { id: '2', username: 'bob', displayName: 'Bob', role: 'USER', guest: false };

const start = Date.parse('2026-03-01T10:00:00Z');

/** A room as the server keeps it, for tests: every change takes the next rev, and can be told in every way. */
export class RoomOnServer {
  readonly frames: RoomFrame[] = [];
  epoch = 'e1';
  private messages: Message[] = [];
  private state: Room = {
    id: '7',
    name: 'general',
    kind: 'PUBLIC',
    description: '',
    rev: 0,
    firstSeq: 1,
    createdAt: new Date(start).toISOString(),
  };
  private rev = 0;

  get headRev(): number {
    return this.rev;
  }

  get headSeq(): number {
    return this.messages.length;
  }

  post(body: string, author: Account = ada, more: Partial<Message> = {}): Message {
    const seq = this.messages.length + 1;
    const message: Message = {
      id: `m${seq}`,
      room: '7',
      seq,
      rev: ++this.rev,
      author,
      body,
      createdAt: new Date(start + seq * 1000).toISOString(),
      reactions: [],
      ...more,
    };
    this.messages.push(message);
    this.tell('message.posted', message);
    return message;
  }

  edit(seq: number, body: string): void {
    this.change('message.edited', seq, { body, editedAt: new Date(start + this.rev * 1000).toISOString() });
  }

  delete(seq: number): void {
    this.change('message.deleted', seq, {
      body: '',
      reactions: [],
      deletedAt: new Date(start + this.rev * 1000).toISOString(),
    });
  }

  react(seq: number, emoji: string, who: Account = bob): void {
    this.change('message.reacted', seq, { reactions: [{ emoji, count: 1, accounts: [who] }] });
  }

  rename(name: string): void {
    this.state = { ...this.state, name, rev: ++this.rev };
    this.frames.push({
      type: 'room.changed',
      room: '7',
      from: this.rev - 1,
      rev: this.rev,
      roomState: this.state,
    });
  }

  join(account: Account): void {
    const rev = ++this.rev;
    this.frames.push({
      type: 'member.joined',
      room: '7',
      from: rev - 1,
      rev,
      member: { account, role: 'MEMBER', rev, joinedAt: new Date(start).toISOString() },
    });
  }

  snapshot(limit = 50): RoomSnapshot {
    const messages = this.messages.slice(-limit).reverse();
    return { room: this.state, messages, lastRead: 0, epoch: this.epoch, rev: this.rev };
  }

  page(before: number, limit = 50): MessagePage {
    const messages = this.messages.slice(Math.max(0, before - 1 - limit), Math.max(0, before - 1)).reverse();
    return { messages, rev: this.rev, epoch: this.epoch };
  }

  pageAfter(after: number, limit = 50): MessagePage {
    return {
      messages: this.messages.slice(after, after + limit).reverse(),
      rev: this.rev,
      epoch: this.epoch,
    };
  }

  changes(since: number, most = 500): Changes {
    const messages = this.messages.filter((message) => message.rev > since);
    if (since > this.rev || messages.length > most) {
      return { epoch: this.epoch, rev: this.rev, reset: true, messages: [], members: [] };
    }
    messages.sort((one, other) => one.rev - other.rev);
    const roomState = this.state.rev > since ? this.state : undefined;
    return { epoch: this.epoch, rev: this.rev, reset: false, messages, members: [], roomState };
  }

  /** The last `count` changes in one frame, as a node sends it after it missed something. */
  spanning(count: number): RoomFrame {
    const from = Math.max(0, this.rev - count);
    const { messages, members, roomState } = this.changes(from, Number.MAX_SAFE_INTEGER);
    return { type: 'room.changes', room: '7', from, rev: this.rev, messages, members, roomState };
  }

  private change(
    type: 'message.edited' | 'message.deleted' | 'message.reacted',
    seq: number,
    to: Partial<Message>,
  ) {
    const before = this.messages[seq - 1];
    if (before === undefined || before.deletedAt) return;
    const message = { ...before, ...to, rev: ++this.rev };
    this.messages = this.messages.with(seq - 1, message);
    this.tell(type, message);
  }

  private tell(
    type: 'message.posted' | 'message.edited' | 'message.deleted' | 'message.reacted',
    message: Message,
  ) {
    this.frames.push({ type, room: '7', from: message.rev - 1, rev: message.rev, message });
  }
}

/** Numbers by chance that are the same at every run with the same seed (mulberry32). */
export function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}
