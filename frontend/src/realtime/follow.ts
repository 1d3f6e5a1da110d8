import { problemOf, type Problem } from '../http/problem';
import type { Changes, Member, RoomId } from '../http/wire';
import type { RoomFrame, RoomSnapshot } from './frames';

/** What a follower tells of its room. The first is `opened`, or `refused`. */
export type RoomEvent =
  | { type: 'opened'; snapshot: RoomSnapshot }
  | { type: 'frame'; frame: RoomFrame }
  | { type: 'changed'; changes: Changes }
  | { type: 'interrupted' }
  | { type: 'resumed' }
  | { type: 'refused'; problem: Problem };

/** The accounts that an event tells to be no members any more. */
export function departedIn(event: RoomEvent): string[] {
  return membersIn(event)
    .filter(({ leftAt }) => leftAt)
    .map(({ account }) => account.id);
}

function membersIn(event: RoomEvent): readonly Member[] {
  if (event.type === 'changed') return event.changes.members;
  if (event.type !== 'frame') return [];
  const { frame } = event;
  if (frame.type === 'room.changes') return frame.members;
  return 'member' in frame ? [frame.member] : [];
}

/** What a follower needs of the connection. */
export interface FollowPort {
  subscribe: (room: RoomId, onFrame: (frame: RoomFrame) => void) => Promise<() => void>;
  snapshot: (room: RoomId) => Promise<RoomSnapshot>;
  changes: (room: RoomId, since: number, epoch: string) => Promise<Changes>;
  pause: (millis: number) => Promise<void>;
}

const longestPauseMillis = 8_000;

/**
 * Follows one room over any number of connections and tells what happened in it, in order and without a hole: the rule
 * of rev and from (docs/protocol.md) is carried out here and nowhere else.
 */
export class RoomFollower {
  private readonly room: RoomId;
  private readonly port: FollowPort;
  private readonly dispatch: (event: RoomEvent) => void;

  /** What I have: everything up to `rev`, in this epoch of the database. */
  private mine: { rev: number; epoch: string } | undefined;
  /** Frames that wait while a snapshot or changes are on their way; undefined while live. */
  private held: RoomFrame[] | undefined = [];
  private unsubscribe: (() => void) | undefined;
  /** Raised at every connection, loss and stop, so that answers to an earlier one are dropped. */
  private turn = 0;

  constructor(room: RoomId, port: FollowPort, dispatch: (event: RoomEvent) => void) {
    this.room = room;
    this.port = port;
    this.dispatch = dispatch;
  }

  /** Resolves when the room is live, or refused, or the connection is gone again. */
  async up(): Promise<void> {
    const turn = ++this.turn;
    this.held = [];
    for (let pause = 500; turn === this.turn; pause = Math.min(longestPauseMillis, 2 * pause)) {
      try {
        await this.begin(turn);
        return;
      } catch (reason) {
        if (turn !== this.turn) return;
        const problem = problemOf(reason);
        this.end();
        if (!problem.retryable) {
          this.mine = undefined;
          this.dispatch({ type: 'refused', problem });
          return;
        }
        await this.port.pause(problem.retryAfter === undefined ? pause : problem.retryAfter * 1000);
      }
    }
  }

  /** The connection is gone, and the subscription with it. */
  down(): void {
    this.turn++;
    this.unsubscribe = undefined;
    this.held = [];
    if (this.mine) this.dispatch({ type: 'interrupted' });
  }

  stop(): void {
    this.turn++;
    this.end();
  }

  private end(): void {
    this.unsubscribe?.();
    this.unsubscribe = undefined;
  }

  private async begin(turn: number): Promise<void> {
    const unsubscribe = await this.port.subscribe(this.room, (frame) => {
      if (turn === this.turn) this.receive(turn, frame);
    });
    if (turn !== this.turn) {
      unsubscribe();
      return;
    }
    this.unsubscribe = unsubscribe;
    // From here on nothing is missed: what is committed later arrives as a frame, what was before is asked for.
    if (this.mine) await this.askForChanges(turn, this.mine);
    else await this.load(turn);
    await this.release(turn);
  }

  private receive(turn: number, frame: RoomFrame): void {
    if (this.held) {
      this.held.push(frame);
    } else if (this.apply(frame) === 'gap') {
      this.held = [frame];
      this.closeGap(turn).catch((reason: unknown) => {
        // The subscription lives on, but what is missing cannot be had: begin again, as after a loss.
        console.warn('Catching up failed:', problemOf(reason).code);
        this.end();
        if (turn === this.turn) void this.up();
      });
    }
  }

  private apply(frame: RoomFrame): 'old' | 'applied' | 'gap' {
    if (!this.mine || frame.from > this.mine.rev) return 'gap';
    if (frame.rev <= this.mine.rev) return 'old';
    this.mine = { ...this.mine, rev: frame.rev };
    this.dispatch({ type: 'frame', frame });
    return 'applied';
  }

  private async closeGap(turn: number): Promise<void> {
    if (this.mine) await this.askForChanges(turn, this.mine);
    await this.release(turn);
  }

  private async load(turn: number): Promise<void> {
    const snapshot = await this.port.snapshot(this.room);
    if (turn !== this.turn) return;
    this.mine = { rev: snapshot.rev, epoch: snapshot.epoch };
    this.dispatch({ type: 'opened', snapshot });
  }

  private async askForChanges(turn: number, { rev, epoch }: { rev: number; epoch: string }): Promise<void> {
    const changes = await this.port.changes(this.room, rev, epoch);
    if (turn !== this.turn) return;
    if (changes.reset || changes.epoch !== epoch) {
      await this.load(turn);
      return;
    }
    if (changes.rev <= rev) return;
    this.mine = { rev: changes.rev, epoch };
    this.dispatch({ type: 'changed', changes });
  }

  /** Applies what was held back, asking again for as long as something is missing in between. */
  private async release(turn: number): Promise<void> {
    for (
      let pause = 0;
      turn === this.turn && this.mine;
      pause = Math.min(longestPauseMillis, 2 * pause + 100)
    ) {
      const waiting: RoomFrame[] = (this.held ?? []).sort((one, other) => one.from - other.from);
      while (waiting[0] && this.apply(waiting[0]) !== 'gap') waiting.shift();
      if (waiting.length === 0) {
        this.held = undefined;
        this.dispatch({ type: 'resumed' });
        return;
      }
      await this.port.pause(pause);
      if (turn !== this.turn) return;
      await this.askForChanges(turn, this.mine);
    }
  }
}
