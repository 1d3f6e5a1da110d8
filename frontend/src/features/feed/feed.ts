import { z } from 'zod';

/* docs/protocol.md, "Feeds". */

/** What arrives on /topic/feeds/{name}. */
export const feedChanged = z.object({
  type: z.literal('feed.changed'),
  feed: z.string(),
  epoch: z.number(),
  number: z.number(),
  at: z.string(),
  value: z.unknown(),
});
export type FeedChanged = z.infer<typeof feedChanged>;

/** The answer of /app/feeds/{name}. */
export const feedOpened = z.object({ feed: z.string(), last: feedChanged.nullish() });

export const feedNames = z.object({ feeds: z.array(z.string()) });

/** Whether one value comes after the other, whatever way and in whatever order they came here. */
export function isNewer(one: FeedChanged, other: FeedChanged | undefined): boolean {
  return (
    other === undefined || one.epoch > other.epoch || (one.epoch === other.epoch && one.number > other.number)
  );
}

export const clockValue = z.object({ time: z.string() });

export const quotesValue = z.object({
  quotes: z.array(z.object({ symbol: z.string(), price: z.number(), change: z.number() })),
});
export type Quote = z.infer<typeof quotesValue>['quotes'][number];

/** The prices of each symbol, the last `kept` of them. */
export type Courses = ReadonlyMap<string, readonly number[]>;

export function withQuotes(courses: Courses, quotes: readonly Quote[], kept: number): Courses {
  const next = new Map(courses);
  for (const { symbol, price } of quotes) {
    next.set(symbol, [...(courses.get(symbol) ?? []), price].slice(-kept));
  }
  return next;
}

/** The points of a line through the prices, in a box of 100 by 30 that is as high as they reach. */
export function course(prices: readonly number[]): string {
  const low = Math.min(...prices);
  const height = Math.max(...prices) - low || 1;
  const step = prices.length > 1 ? 100 / (prices.length - 1) : 0;
  return prices
    .map((price, index) => `${(index * step).toFixed(1)},${(29 - ((price - low) / height) * 28).toFixed(1)}`)
    .join(' ');
}

/** By how many milliseconds a clock is ahead of the ticks that it heard, at least; undefined without any. */
export function offset(ticks: readonly { time: number; heardAt: number }[]): number | undefined {
  return ticks.length === 0 ? undefined : Math.min(...ticks.map(({ time, heardAt }) => heardAt - time));
}
