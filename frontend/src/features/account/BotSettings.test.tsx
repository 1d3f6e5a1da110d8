import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { ada } from '../../testing/room';
import { serve, session } from '../../testing/server';
import { stage } from '../../testing/stage';
import { BotSettings } from './BotSettings';

const when = '2026-03-02T10:00:00Z';
const builder = {
  account: { id: '9', username: 'builder', displayName: 'Builder', bot: true },
  createdAt: when,
};

beforeEach(() => startI18n('en'));

test('makes a bot and shows its token once', async () => {
  const made: unknown[] = [];
  const asked = serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/bots': () => ({ body: { bots: made, limit: 5 } }),
    'POST /api/bots': () => {
      made.push(builder);
      return { status: 201, body: builder };
    },
    'GET /api/bots/builder/tokens': () => ({ body: { tokens: [] } }),
    'POST /api/bots/builder/tokens': () => ({
      status: 201,
      body: { id: 't', name: 'the build', scopes: ['stomp'], createdAt: when, token: 'confab_secret' },
    }),
  });
  stage(<BotSettings />);

  await userEvent.type(await screen.findByRole('textbox', { name: 'Username' }), 'builder');
  await userEvent.click(screen.getByRole('button', { name: 'Create bot' }));
  const dialog = within(await screen.findByRole('dialog', { name: '@builder' }));
  expect(dialog.queryByRole('checkbox', { name: 'Manage the account' })).not.toBeInTheDocument();
  await userEvent.type(dialog.getByRole('textbox', { name: 'What is it for?' }), 'the build');
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Connect live' }));
  await userEvent.click(dialog.getByRole('button', { name: 'Create token' }));

  expect(await dialog.findByDisplayValue('confab_secret')).toBeInTheDocument();
  expect(asked.find(({ method, path }) => method === 'POST' && path.endsWith('/tokens'))?.body).toEqual({
    name: 'the build',
    scopes: ['stomp'],
  });
});

test('offers no more bots than there may be', async () => {
  serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/bots': () => ({ body: { bots: [builder], limit: 1 } }),
  });
  stage(<BotSettings />);

  expect(await screen.findByRole('listitem')).toHaveTextContent('@builder');
  expect(screen.queryByRole('button', { name: 'Create bot' })).not.toBeInTheDocument();
});
