import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { ada } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { general, memberOf, stage } from '../../testing/stage';
import { JoinRoom } from './JoinRoom';

beforeEach(() => startI18n('en'));

function read(more: Parameters<typeof general>[1], answers: Parameters<typeof serve>[0] = {}) {
  serve({ 'GET /api/session': () => ({ body: session(ada) }), ...answers });
  const joined = vi.fn();
  stage(<JoinRoom room={general(undefined, more)} onJoined={joined} />);
  return joined;
}

test('whoever reads a room may join it', async () => {
  const joined = read({}, { 'PUT /api/rooms/7/members/me': () => ({ body: memberOf(ada, 'MEMBER') }) });
  expect(screen.getByText('You are reading general. Join to write.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  await waitFor(() => expect(joined).toHaveBeenCalledOnce());
});

test('a refusal is told in the place of the invitation', async () => {
  const joined = read({}, { 'PUT /api/rooms/7/members/me': () => problem(429, 'rate-limited') });
  await userEvent.click(screen.getByRole('button', { name: 'Join' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('That was too fast. Wait a moment.');
  expect(joined).not.toHaveBeenCalled();
});

test('nobody joins an archived room', () => {
  read({ archivedAt: '2026-03-02T10:00:00Z' });
  expect(screen.getByText('This room is archived.')).toBeVisible();
  expect(screen.queryByRole('button')).toBeNull();
});
