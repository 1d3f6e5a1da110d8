import type { FiguresMeasured } from './adminApi';
import { line, withFrame, type Sample } from './figures';

const one = {
  connections: 3,
  messagesPerSecond: 1.5,
  deliveriesPerSecond: 10,
  p99Millis: 4,
  logQueue: 1,
  relay: true,
};

function frame(second: number, ...nodes: (typeof one | null)[]): FiguresMeasured {
  return {
    type: 'figures.measured',
    at: new Date(second * 1000).toISOString(),
    database: 'UP',
    nodes: nodes.map((figures, index) => ({ id: String(index), startedAt: '', figures })),
  };
}

test('what the nodes do is added up, and the slowest of them tells the latency', () => {
  expect(withFrame([], frame(1, one, { ...one, p99Millis: 9 }, null))).toEqual([
    { at: 1000, connections: 6, messagesPerSecond: 3, deliveriesPerSecond: 20, p99Millis: 9, logQueue: 2 },
  ]);
});

test('samples older than five minutes are forgotten, and none comes twice', () => {
  const samples = [1, 2, 302, 302].reduce<readonly Sample[]>((all, at) => withFrame(all, frame(at, one)), []);
  expect(samples.map(({ at }) => at / 1000)).toEqual([302]);
});

test('the line ends at the right and is as high as the highest', () => {
  const samples = [0, 150].reduce<readonly Sample[]>(
    (all, at, index) => withFrame(all, frame(at + 1000, { ...one, connections: index * 10 })),
    [],
  );
  expect(line(samples, ({ connections }) => connections)).toBe('50.0,29.0 100.0,1.0');
});
