import type { FiguresMeasured } from './adminApi';

/** What all nodes together do at a moment. */
export interface Sample {
  at: number;
  connections: number;
  messagesPerSecond: number;
  deliveriesPerSecond: number;
  /** Of the slowest node. */
  p99Millis: number;
  logQueue: number;
}

export const keptMillis = 5 * 60_000;

/** The samples with one more, those of the last five minutes. */
export function withFrame(samples: readonly Sample[], frame: FiguresMeasured): readonly Sample[] {
  const known = frame.nodes.flatMap(({ figures }) => (figures ? [figures] : []));
  const sum = (value: (figures: (typeof known)[number]) => number) =>
    known.reduce((total, figures) => total + value(figures), 0);
  const at = Date.parse(frame.at);
  return [
    ...samples.filter((sample) => sample.at > at - keptMillis && sample.at < at),
    {
      at,
      connections: sum(({ connections }) => connections),
      messagesPerSecond: sum(({ messagesPerSecond }) => messagesPerSecond),
      deliveriesPerSecond: sum(({ deliveriesPerSecond }) => deliveriesPerSecond),
      p99Millis: Math.max(0, ...known.map(({ p99Millis }) => p99Millis)),
      logQueue: sum(({ logQueue }) => logQueue),
    },
  ];
}

/** The most there was. */
export function top(samples: readonly Sample[], of: (sample: Sample) => number): number {
  return Math.max(0, ...samples.map(of));
}

/** The points of a line through the samples, in a box of 100 by 30 that shows the last five minutes from zero up. */
export function line(samples: readonly Sample[], of: (sample: Sample) => number): string {
  const end = samples.at(-1)?.at ?? 0;
  const highest = Math.max(1, top(samples, of));
  return samples
    .map((sample) => {
      const x = 100 - ((end - sample.at) / keptMillis) * 100;
      const y = 29 - (of(sample) / highest) * 28;
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}
