import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ConnectionState } from '../realtime/connection';
import { stage } from '../testing/stage';
import { ConnectionStatus } from './ConnectionStatus';
import { startI18n } from './i18n';

beforeEach(() => startI18n('en'));

function at(state: ConnectionState) {
  const shown = stage(<ConnectionStatus />);
  act(() => shown.connection.set(state));
  return shown;
}

test.each<[ConnectionState, string]>([
  [{ status: 'connecting' }, 'Connecting'],
  [{ status: 'catching-up' }, 'Catching up'],
  [{ status: 'connected' }, 'Connected'],
  [{ status: 'offline' }, 'Offline'],
  [{ status: 'ended', reason: 'signed-out' }, 'Signed out'],
])('says how we stand with the server: %o', (state, text) => {
  at(state);
  expect(screen.getByRole('status')).toHaveTextContent(text);
  expect(screen.queryByRole('button')).toBeNull();
});

test('counts down to the next try for the eye, and tells the ear only once', () => {
  vi.useFakeTimers();
  at({ status: 'waiting', until: Date.now() + 5000 });
  expect(screen.getByText('Reconnecting in 5 s')).toBeVisible();
  act(() => void vi.advanceTimersByTime(3000));
  expect(screen.getByText('Reconnecting in 2 s')).toBeVisible();
  expect(screen.getByRole('status')).toHaveTextContent(/^Reconnecting$/);
  act(() => void vi.advanceTimersByTime(60_000));
  expect(screen.getByText('Reconnecting in 0 s')).toBeVisible();
  vi.useRealTimers();
});

test('“Reconnect now” does not wait', async () => {
  const { reconnectNow } = at({ status: 'waiting', until: Date.now() + 30_000 });
  await userEvent.click(screen.getByRole('button', { name: 'Reconnect now' }));
  expect(reconnectNow).toHaveBeenCalledOnce();
});
