import type { RoomId } from '../../http/wire';

/** Notices and counts take different ways, of which that of the counts is the slower. */
const overdueMillis = 3_000;

/**
 * The mentions that the counts of rooms tell of, and of which a notice has to come that says what was said. Notices are
 * lost while the broker is away, or I am: then what is known of the room has to do.
 */
export class ExpectedMentions {
  private readonly timers = new Map<RoomId, ReturnType<typeof setTimeout>>();
  /** Of which message of each room a notice came last. */
  private readonly noticed = new Map<RoomId, number>();
  private listener: ((room: RoomId) => void) | undefined;

  /** Calls back when no notice came in time, until it is told to stop. */
  onOverdue(listener: (room: RoomId) => void): () => void {
    this.listener = listener;
    return () => {
      this.listener = undefined;
      this.timers.forEach((timer) => clearTimeout(timer));
      this.timers.clear();
    };
  }

  /** The counts tell that somebody mentioned me after this message. */
  expect(room: RoomId, after: number): void {
    if (this.timers.has(room) || (this.noticed.get(room) ?? 0) > after) return;
    const overdue = () => {
      this.timers.delete(room);
      this.listener?.(room);
    };
    this.timers.set(room, setTimeout(overdue, overdueMillis));
  }

  /** The notice came. */
  came(room: RoomId, seq: number): void {
    this.noticed.set(room, seq);
    clearTimeout(this.timers.get(room));
    this.timers.delete(room);
  }
}
