/** How we stand with the server. Nothing else is true at the same time. */
export type ConnectionState =
  | { status: 'connecting' }
  /** Connected, and asking for what was missed. */
  | { status: 'catching-up' }
  | { status: 'connected' }
  /** The next try is at `until` (milliseconds of Date.now()), or at once by `reconnectNow`. */
  | { status: 'waiting'; until: number }
  /** The browser has no network; the next try follows when it does. */
  | { status: 'offline' }
  /** Over, and not tried again by itself. */
  | { status: 'ended'; reason: EndReason };

export type EndReason = 'signed-out' | 'banned';

/** How the last connection went away; decides when the next is tried. */
export type Loss = 'failed' | 'lost' | 'restarting' | 'too-slow' | 'evicted';

const firstDelayMillis = 500;
const longestDelayMillis = 30_000;

/**
 * How long to wait before the given try (0 is the first after a loss). Half of it is chance, so that a thousand clients
 * of one node that restarted do not come back in the same instant.
 */
export function delayBefore(attempt: number, loss: Loss, random: () => number = Math.random): number {
  const base = loss === 'restarting' || loss === 'evicted' ? 4 * firstDelayMillis : firstDelayMillis;
  const longest = Math.min(longestDelayMillis, base * 2 ** attempt);
  return Math.round(longest * (0.5 + random() / 2));
}

/** What a close code of the server means: docs/protocol.md, "Close codes". */
export function meaningOf(closeCode: number): Loss | 'signed-out' | 'banned' {
  switch (closeCode) {
    case 4001:
      return 'signed-out';
    case 4003:
      return 'banned';
    case 4008:
      return 'too-slow';
    case 4009:
      return 'evicted';
    case 1012:
      return 'restarting';
    default:
      return 'lost';
  }
}
