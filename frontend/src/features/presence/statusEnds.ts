import { serverClock } from '../../http/serverClock';

/** For how long a status may be set. */
export const statusEnds = ['never', 'halfHour', 'hours', 'today', 'week'] as const;
export type StatusEnd = (typeof statusEnds)[number];

const minuteMillis = 60_000;

/** When a status of now ends. A day ends where the reader is. */
export function endOf(end: StatusEnd, now = new Date(serverClock.now())): string | undefined {
  switch (end) {
    case 'never':
      return undefined;
    case 'halfHour':
      return new Date(now.getTime() + 30 * minuteMillis).toISOString();
    case 'hours':
      return new Date(now.getTime() + 4 * 60 * minuteMillis).toISOString();
    case 'today':
      return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).toISOString();
    case 'week':
      return new Date(now.getTime() + 7 * 24 * 60 * minuteMillis).toISOString();
  }
}
