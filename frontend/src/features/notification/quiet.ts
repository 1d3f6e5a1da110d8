import type { QuietHours } from './notificationApi';

/** Whether a moment lies in the quiet hours, which may go over midnight; by the clock of their own time zone. */
export function isQuiet(quiet: QuietHours | null | undefined, now: Date): boolean {
  if (!quiet) return false;
  const time = clockIn(quiet.timeZone, now);
  const { from, to } = quiet;
  return from < to ? time >= from && time < to : time >= from || time < to;
}

function clockIn(timeZone: string, now: Date): string {
  const format = (zone: string | undefined) =>
    new Intl.DateTimeFormat('en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
    });
  try {
    return format(timeZone).format(now);
  } catch {
    // The server knows a zone that this browser does not.
    return format(undefined).format(now);
  }
}
