import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { ada, bob } from '../../testing/room';
import { serve, session } from '../../testing/server';
import { general, stage } from '../../testing/stage';
import { Invitations } from './Invitations';

test('whoever invited me can be looked at before I answer, whatever they are called', async () => {
  await startI18n('en');
  const room = { ...general(undefined), kind: 'PRIVATE' };
  const invitedBy = { ...bob, displayName: '</person> {{ago}}' };
  serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/invitations': () => ({
      body: { invitations: [{ room, invitedBy, createdAt: '2026-03-01T10:00:00Z' }] },
    }),
  });
  const onPerson = vi.fn();
  stage(<Invitations onOpen={() => undefined} onPerson={onPerson} />);
  const name = await screen.findByRole('button', { name: '</person> {{ago}}' });
  expect(name.parentElement).toHaveTextContent(/invited you, .+ ago$/);
  await userEvent.click(name);
  expect(onPerson).toHaveBeenCalledWith(expect.objectContaining({ id: bob.id }));
});
