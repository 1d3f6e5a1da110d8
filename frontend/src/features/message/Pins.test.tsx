import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import type { Account } from '../../http/wire';
import { ada, bob } from '../../testing/room';
import { serve, session } from '../../testing/server';
import { stage } from '../../testing/stage';
import { Pins } from './Pins';

beforeEach(() => startI18n('en'));

async function lookAtPinOf(author: Account) {
  const message = {
    id: 'm6',
    room: '7',
    seq: 6,
    rev: 6,
    author,
    body: 'House **rules**',
    createdAt: '2026-03-01T10:00:00Z',
    reactions: [],
  };
  serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/rooms/7/pins': () => ({ body: { messages: [message] } }),
  });
  const onPerson = vi.fn();
  const onJump = vi.fn();
  stage(<Pins room="7" me={ada.id} onPerson={onPerson} onJump={onJump} />);
  await userEvent.click(screen.getByRole('button', { name: 'Pinned messages' }));
  await screen.findByRole('button', { name: 'House rules' });
  return { onPerson, onJump };
}

test('what is pinned leads to where it was said, and its author to who they are', async () => {
  const { onPerson, onJump } = await lookAtPinOf(bob);
  await userEvent.click(screen.getByRole('button', { name: 'Bob' }));
  expect(onPerson).toHaveBeenCalledWith(expect.objectContaining({ id: bob.id }));
  expect(onJump).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Pinned messages' }));
  await userEvent.click(await screen.findByRole('button', { name: 'House rules' }));
  expect(onJump).toHaveBeenCalledWith(6);
  expect(onPerson).toHaveBeenCalledTimes(1);
});

test('my own name leads nowhere', async () => {
  await lookAtPinOf(ada);
  expect(screen.getByText('Ada')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Ada' })).toBeNull();
});
