import { serverClock } from '../http/serverClock';
import { standingSanctions, type Sanction } from '../http/wire';
import type { Notice } from './frames';
import { insist } from './insist';
import type { Rooms } from './rooms';
import type { StompClient } from './stompClient';
import { Value } from './store';
import { whileConnected } from './whileConnected';

/** A browser's timer holds no more than 24 days; one that goes off early is set again. */
const longestTimerMillis = 24 * 3600 * 1000;

/** Until when it holds, as a time; without an end for ever. */
export function endOf({ until }: Sanction): number {
  return until ? Date.parse(until) : Infinity;
}

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

/** What holds me back, asked for at every connection and kept current by notices; what is over is gone on time. */
export class Sanctions {
  readonly state = new Value<readonly Sanction[]>([]);

  private readonly stomp: StompClient;
  private readonly stops: (() => void)[];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(stomp: StompClient, rooms: Rooms) {
    this.stomp = stomp;
    this.stops = [
      whileConnected(stomp, (signal) => this.up(signal)),
      rooms.onNotice((notice) => this.put(applyNotice(this.state.get(), notice))),
    ];
  }

  stop(): void {
    clearTimeout(this.timer);
    this.stops.forEach((stop) => stop());
  }

  private async up(signal: AbortSignal): Promise<void> {
    const { sanctions } = await insist(() => this.stomp.ask('/app/sanctions', standingSanctions), signal);
    if (!signal.aborted) this.put(sanctions);
  }

  private put(sanctions: readonly Sanction[]): void {
    clearTimeout(this.timer);
    const now = serverClock.now();
    const standing = sanctions.filter((each) => endOf(each) > now);
    this.state.set(standing.length === sanctions.length ? sanctions : standing);
    const next = Math.min(...standing.map(endOf));
    if (next === Infinity) return;
    this.timer = setTimeout(() => this.put(this.state.get()), Math.min(next - now, longestTimerMillis));
  }
}
