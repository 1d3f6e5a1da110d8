import type { FiguresMeasured } from './adminApi';
import { lines, scale, withFrame, type Sample } from './figures';

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

function samplesAt(...seconds: number[]): readonly Sample[] {
  return seconds.reduce<readonly Sample[]>(
    (all, at, index) => withFrame(all, frame(at, { ...one, connections: index * 10 })),
    [],
  );
}

test('the line ends at the right and goes as high as its scale says', () => {
  const samples = samplesAt(1000, 1002, 1003);
  expect(lines(samples, ({ connections }) => connections, 20)).toEqual(['99.0,30.0 99.7,15.0 100.0,0.0']);
});

test('where nothing was measured there is no line, and what stands alone is a dot', () => {
  const samples = samplesAt(1002, 1003, 1153, 1301);
  expect(lines(samples, () => 10, 10)).toEqual([
    '0.3,0.0 0.7,0.0',
    '50.7,0.0 50.7,0.0',
    '100.0,0.0 100.0,0.0',
  ]);
});

test.each([
  [0, 1],
  [1, 1],
  [1.2, 2],
  [3, 5],
  [5.1, 10],
  [10, 10],
  [11, 20],
  [430, 500],
  [999, 1000],
])('of at most %d the chart goes up to %d', (highest, upTo) => {
  expect(scale(highest)).toBe(upTo);
});
