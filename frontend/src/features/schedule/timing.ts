import type { Schedule, When } from './scheduleApi';

export type Kind = 'once' | 'cron' | 'every';

/** What stands in the form; times as a field of the kind datetime-local has them, in the zone of this browser. */
export interface Times {
  kind: Kind;
  at: string;
  cron: string;
  minutes: string;
  start: string;
  end: string;
  zone: string;
}

/** As the server takes it; undefined while something is missing. What stands there as it was known keeps its seconds. */
export function whenOf(times: Times, known?: Schedule): When | undefined {
  const { kind, zone } = times;
  const end = instant(times.end, known?.when.end);
  const until = end === undefined ? {} : { end };
  if (kind === 'once') {
    const at = instant(times.at, known?.when.at);
    return at === undefined ? undefined : { at, zone };
  }
  const start = instant(times.start, known?.when.start);
  if (kind === 'cron') {
    const cron = times.cron.trim();
    return cron === '' ? undefined : { cron, zone, ...(start === undefined ? {} : { start }), ...until };
  }
  const every = Math.round(Number(times.minutes) * 60);
  return start === undefined || !(every > 0) ? undefined : { every, start, zone, ...until };
}

/** What the form begins with: what is known, or the next full hour. */
export function timesOf(known: Schedule | undefined, now: number, zone: string): Times {
  const hour = local(Math.ceil(now / 3_600_000) * 3_600_000);
  const when = known?.when;
  return {
    kind: when?.cron ? 'cron' : when?.every ? 'every' : 'once',
    at: when?.at ? local(Date.parse(when.at)) : hour,
    cron: when?.cron ?? '0 9 * * MON-FRI',
    minutes: when?.every ? String(when.every / 60) : '60',
    start: when?.start ? local(Date.parse(when.start)) : when ? '' : hour,
    end: when?.end ? local(Date.parse(when.end)) : '',
    zone: when?.zone ?? zone,
  };
}

function instant(text: string, known?: string | null): string | undefined {
  if (known && text === local(Date.parse(known))) return known;
  const time = new Date(text).getTime();
  return text === '' || Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function local(millis: number): string {
  const date = new Date(millis);
  const two = (value: number) => String(value).padStart(2, '0');
  return (
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}` +
    `T${two(date.getHours())}:${two(date.getMinutes())}`
  );
}
