import { act, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { startI18n } from '../../app/i18n';
import { stage } from '../../testing/stage';
import { Topics } from '../../testing/topics';
import { Dashboard } from './Dashboard';

const topic = '/topic/admin/figures';

function measured(millis: number, connections: number) {
  const figures = {
    connections,
    messagesPerSecond: 2,
    deliveriesPerSecond: 30,
    p99Millis: 4,
    logQueue: 1,
  };
  return {
    type: 'figures.measured',
    at: new Date(millis).toISOString(),
    database: 'UP',
    nodes: [{ id: 'abcdefgh-1', startedAt: new Date(0).toISOString(), figures }],
  };
}

/** The dashboard, which one can leave and come back to. */
function Page() {
  const [isOpen, setOpen] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setOpen(!isOpen)}>
        elsewhere
      </button>
      {isOpen && <Dashboard />}
    </>
  );
}

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  return startI18n('en');
});
afterEach(() => vi.useRealTimers());

const connections = () => screen.getByText('Connections').closest('div');

test('shows what was measured with the scale of each chart, and each node with its own latency and queue', async () => {
  const topics = new Topics();
  stage(<Dashboard />, undefined, topics);
  await waitFor(() => expect(topics.isHeard(topic)).toBe(true));
  expect(screen.getByRole('status')).toHaveTextContent('Waiting for the first figures…');
  act(() => topics.push(topic, measured(1000, 37)));
  act(() => topics.push(topic, measured(2000, 3)));
  expect(connections()).toHaveTextContent(/^Connections3at most 37500/);
  expect(screen.getByText(/p99 4 ms, 1 waiting/)).toBeVisible();
});

test('a gap is no line, and what was measured is there again for whoever comes back', async () => {
  const topics = new Topics();
  stage(<Page />, undefined, topics);
  await waitFor(() => expect(topics.isHeard(topic)).toBe(true));
  act(() => topics.push(topic, measured(1000, 37)));
  act(() => topics.push(topic, measured(2000, 37)));
  const elsewhere = screen.getByRole('button', { name: 'elsewhere' });
  act(() => elsewhere.click());
  expect(topics.isHeard(topic)).toBe(false);
  act(() => elsewhere.click());
  await waitFor(() => expect(topics.isHeard(topic)).toBe(true));
  act(() => topics.push(topic, measured(60_000, 3)));
  expect(connections()).toHaveTextContent('at most 37');
  expect(connections()?.querySelectorAll('polyline')).toHaveLength(2);
});

test('a refusal is told, and what passes is tried again', async () => {
  const topics = new Topics();
  topics.refuse(topic, 'busy');
  stage(<Dashboard />, undefined, topics);
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent('These figures cannot be had now.'),
  );
  topics.refuse(topic, undefined);
  await act(() => vi.advanceTimersByTimeAsync(11_000));
  expect(topics.isHeard(topic)).toBe(true);
  act(() => topics.push(topic, measured(1000, 3)));
  expect(connections()).toHaveTextContent('Connections3');
});

test('what is forbidden is not tried again', async () => {
  const topics = new Topics();
  topics.refuse(topic, 'forbidden');
  stage(<Dashboard />, undefined, topics);
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent('These figures cannot be had now.'),
  );
  topics.refuse(topic, undefined);
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(topics.isHeard(topic)).toBe(false);
});

test('who waits for long is told that nothing has come', async () => {
  stage(<Dashboard />);
  await act(() => vi.advanceTimersByTimeAsync(7000));
  expect(screen.getByRole('status')).toHaveTextContent('No figures have come yet.');
});
