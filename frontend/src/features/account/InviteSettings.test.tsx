import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { aheadByHours, rightAgain } from '../../testing/clock';
import { ada } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { stage } from '../../testing/stage';
import { InviteSettings } from './InviteSettings';

const weekMillis = 7 * 24 * 3_600_000;

beforeEach(() => startI18n('en'));
afterEach(rightAgain);

test('an invite of whose clock is hours ahead ends a week from now all the same', async () => {
  const asked = serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/invites': () => ({ body: { invites: [] } }),
    'POST /api/invites': () => problem(403, 'forbidden'),
  });
  aheadByHours(3);
  stage(<InviteSettings />);
  const asking = Date.now() - 3 * 3_600_000;
  await userEvent.click(await screen.findByRole('button', { name: 'Create invite' }));
  await waitFor(() => expect(asked.some(({ method }) => method === 'POST')).toBe(true));
  const { expiresAt } = asked.find(({ method }) => method === 'POST')?.body as { expiresAt: string };
  expect(Date.parse(expiresAt) - weekMillis - asking).toBeGreaterThanOrEqual(0);
  expect(Date.parse(expiresAt) - weekMillis - asking).toBeLessThan(60_000);
});
