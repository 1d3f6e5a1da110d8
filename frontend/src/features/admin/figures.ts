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

/** Up to where a chart goes: the next of 1, 2, 5, 10, 20, 50 … that is not below what there was. */
export function scale(highest: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, highest)));
  const steps = [1, 2, 5, 10].map((step) => step * power);
  return steps.find((step) => step >= highest) ?? power;
}

/** A sample comes every second; without one for longer, nobody knows what was. */
const gapMillis = 3500;

/**
 * The points of the lines through the samples, in a box of 100 by 30 that shows the last five minutes, from zero up to
 * `highest`: one line for each stretch without a gap.
 */
export function lines(
  samples: readonly Sample[],
  of: (sample: Sample) => number,
  highest: number,
  end = samples.at(-1)?.at ?? 0,
): string[] {
  const stretches: string[][] = [];
  let before: Sample | undefined;
  for (const sample of samples) {
    const x = 100 - ((end - sample.at) / keptMillis) * 100;
    const y = 30 - (of(sample) / highest) * 30;
    const point = `${x.toFixed(1)},${y.toFixed(1)}`;
    if (before === undefined || sample.at - before.at > gapMillis) stretches.push([point]);
    else stretches.at(-1)?.push(point);
    before = sample;
  }
  // A single point is a line to itself, which round ends make a dot.
  return stretches.map((points) => (points.length === 1 ? [...points, ...points] : points).join(' '));
}
