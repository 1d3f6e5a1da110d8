/** The header `Date` has whole seconds, and servers put it together once a second. */
const coarsenessMillis = 2000;

/**
 * What time it is on the server, learned from the dates of its answers: ends of sanctions and of waiting are times of the
 * server's clock, and this machine's may be hours away from it. Never ahead of the server, so that nothing is over here
 * that still holds there, and at most some seconds behind.
 */
export class ServerClock {
  private offset: number | undefined;

  /** An answer that was made between two moments of this machine's clock. */
  heard(date: number, asked: number, answered: number): void {
    if (Number.isNaN(date)) return;
    const least = date - answered;
    const most = date + coarsenessMillis - asked;
    // Every answer says how far it is at least. One that contradicts what was known tells that a clock was set.
    const isKnown = this.offset !== undefined && this.offset <= most;
    this.offset = isKnown ? Math.max(this.offset ?? least, least) : least;
  }

  readonly now = (): number => Date.now() + (this.offset ?? 0);

  /** The moment that is so far from now, as it stands in a request. */
  from(millis: number): string {
    return new Date(this.now() + millis).toISOString();
  }
}

export const serverClock = new ServerClock();
