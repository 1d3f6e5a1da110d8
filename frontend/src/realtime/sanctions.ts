import { standingSanctions, type Sanction } from '../http/wire';
import type { Notice } from './frames';
import type { Rooms } from './rooms';
import type { StompClient } from './stompClient';
import { Value } from './store';

/** What holds me back after a notice: a new one takes the place of one of the same kind in the same place. */
export function applyNotice(standing: readonly Sanction[], notice: Notice): readonly Sanction[] {
  if (notice.type !== 'sanction.imposed' && notice.type !== 'sanction.lifted') return standing;
  const { sanction } = notice;
  const others = standing.filter(
    (other) =>
      other.id !== sanction.id &&
      (notice.type === 'sanction.lifted' ||
        other.kind !== sanction.kind ||
        other.room?.id !== sanction.room?.id),
  );
  return notice.type === 'sanction.imposed' && sanction.kind !== 'KICK' ? [...others, sanction] : others;
}

/** What holds me back, asked for at every connection and kept current by notices. */
export class Sanctions {
  readonly state = new Value<readonly Sanction[]>([]);

  private readonly stomp: StompClient;
  private readonly stops: (() => void)[];

  constructor(stomp: StompClient, rooms: Rooms) {
    this.stomp = stomp;
    this.stops = [
      stomp.onConnection({ up: () => this.up(), down: () => undefined }),
      rooms.onNotice((notice) => this.state.set(applyNotice(this.state.get(), notice))),
    ];
  }

  stop(): void {
    this.stops.forEach((stop) => stop());
  }

  private async up(): Promise<void> {
    this.state.set((await this.stomp.ask('/app/sanctions', standingSanctions)).sanctions);
  }
}
