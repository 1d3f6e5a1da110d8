import type { RoomId } from '../http/wire';

/**
 * The rooms that I marked as unread, as the server's word about my read cursors shows it: there they went back. A page in
 * which such a room is merely open must not read it at once again; it may once somebody comes back to the room, or once
 * all that had been read is read again elsewhere. Goes by what the server says alone, because here one reads ahead of it.
 */
export class MovedBack {
  private readonly told = new Map<RoomId, number>();
  /** Up to where I had read before. */
  private readonly before = new Map<RoomId, number>();

  has(room: RoomId): boolean {
    return this.before.has(room);
  }

  /** The server says up to where I have read. */
  heard(room: RoomId, lastRead: number): void {
    const last = this.told.get(room) ?? lastRead;
    const before = this.before.get(room);
    this.told.set(room, lastRead);
    if (lastRead < last) this.before.set(room, Math.max(last, before ?? 0));
    else if (before !== undefined && lastRead >= before) this.before.delete(room);
  }

  /** The server has written down that I have read so far, of which it tells only where the cursor then stands. */
  wrote(room: RoomId, seq: number): void {
    this.told.set(room, Math.max(seq, this.told.get(room) ?? 0));
  }

  /** Somebody is at the room again, and what is in view is read. */
  comeBack(room: RoomId): void {
    this.before.delete(room);
  }

  forget(room: RoomId): void {
    this.told.delete(room);
    this.before.delete(room);
  }

  /** What was told before is of another epoch of the database. */
  forgetAll(): void {
    this.told.clear();
    this.before.clear();
  }
}
