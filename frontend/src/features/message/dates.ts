/** The days and times of a conversation, in the reader's language and zone. */
export function timeOf(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' }).format(new Date(instant));
}

/** The hour and minute alone, for where there is no room for the half of the day. */
export function hourAndMinuteOf(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit' })
    .formatToParts(new Date(instant))
    .filter(({ type }) => type !== 'dayPeriod')
    .map(({ value }) => value)
    .join('')
    .trim();
}

export function dateAndTimeOf(instant: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'short' }).format(
    new Date(instant),
  );
}

/** Midnight of the day, as the reader's calendar has it. */
export function dayOf(instant: string | number): number {
  return new Date(instant).setHours(0, 0, 0, 0);
}

/** "Today", "yesterday", or the date; with the year when it is another one. */
export function nameOfDay(day: number, today: number, language: string): string {
  const daysAgo = Math.round((today - day) / 86_400_000);
  if (daysAgo === 0 || daysAgo === 1) {
    const name = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(-daysAgo, 'day');
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  }
  const thisYear = new Date(day).getFullYear() === new Date(today).getFullYear();
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(thisYear ? {} : { year: 'numeric' }),
  }).format(day);
}
