import { serverClock } from '../http/serverClock';

const hourMillis = 3_600_000;

/** From now on, until {@link rightAgain}, this machine's clock is so many hours ahead of the server's. */
export function aheadByHours(hours: number): void {
  const now = Date.now();
  serverClock.heard(now - hours * hourMillis, now, now);
}

export function rightAgain(): void {
  const now = Date.now();
  serverClock.heard(now, now, now);
}
