import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { ada } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
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

const address = 'https://example.org/commands';
const weather = { name: 'weather', arguments: 'city', description: 'what the sky will do' };

/** The dialog of a bot that answers some commands or none, with how setting and removing them is answered. */
async function managing(answers: Parameters<typeof serve>[0]) {
  const asked = serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/bots': () => ({ body: { bots: [builder], limit: 5 } }),
    'GET /api/bots/builder/tokens': () => ({ body: { tokens: [] } }),
    ...answers,
  });
  stage(<BotSettings />);
  await userEvent.click(await screen.findByRole('button', { name: 'Manage Builder' }));
  const dialog = within(await screen.findByRole('dialog', { name: '@builder' }));
  const url = await dialog.findByRole('textbox', { name: 'Address that is asked' });
  return { asked, dialog, url };
}

const set = 'PUT /api/bots/builder/commands';

test('the first commands of a bot come with a secret, which later ones leave in sight', async () => {
  let first = true;
  const { asked, dialog, url } = await managing({
    [set]: ({ body }) => {
      const answer = first ? { ...(body as object), secret: 'whsec_c2VjcmV0' } : body;
      first = false;
      return { body: answer };
    },
  });
  const save = dialog.getByRole('button', { name: 'Save commands' });
  expect(dialog.queryByRole('button', { name: 'Remove all' })).toBeNull();
  await userEvent.type(url, address);
  await userEvent.type(dialog.getByRole('textbox', { name: 'Command' }), 'Weather');
  expect(save).toBeDisabled();
  await userEvent.clear(dialog.getByRole('textbox', { name: 'Command' }));
  await userEvent.type(dialog.getByRole('textbox', { name: 'Command' }), 'weather');
  await userEvent.type(dialog.getByRole('textbox', { name: 'What follows it' }), 'city');
  await userEvent.type(dialog.getByRole('textbox', { name: 'What it does' }), 'what the sky will do ');
  await userEvent.click(save);
  expect(await dialog.findByLabelText('Secret that signs what the bot is asked')).toHaveValue(
    'whsec_c2VjcmV0',
  );

  await userEvent.click(dialog.getByRole('button', { name: 'Add command' }));
  const added = within(dialog.getByRole('group', { name: 'New command' }));
  await userEvent.type(added.getByRole('textbox', { name: 'Command' }), 'tide');
  await userEvent.click(dialog.getByRole('button', { name: 'Remove /weather' }));
  await userEvent.click(save);
  expect(await dialog.findByText('Saved')).toBeVisible();
  expect(dialog.getByLabelText('Secret that signs what the bot is asked')).toHaveValue('whsec_c2VjcmV0');
  expect(asked.filter(({ method }) => method === 'PUT').map(({ body }) => body)).toEqual([
    { url: address, commands: [weather] },
    { url: address, commands: [{ name: 'tide', arguments: '', description: '' }] },
  ]);
});

test('what the server refuses of the commands is said where it is written', async () => {
  const refusals = [
    problem(400, 'invalid', { commands: '/mute is the server’s own.' }),
    problem(400, 'invalid', { url: 'no' }),
    problem(429, 'rate-limited'),
  ];
  const { dialog, url } = await managing({
    'GET /api/bots/builder/commands': () => ({
      body: { url: address, commands: [{ ...weather, name: 'mute' }] },
    }),
    [set]: () => refusals.shift(),
  });
  const save = dialog.getByRole('button', { name: 'Save commands' });
  await userEvent.click(save);
  expect(await dialog.findByRole('alert')).toHaveTextContent('/mute is the server’s own.');
  expect(url).toBeValid();

  await userEvent.click(save);
  await waitFor(() => expect(url).toBeInvalid());
  expect(url).toHaveAccessibleDescription(/with http or https/);

  await userEvent.click(save);
  expect(await dialog.findByRole('alert')).toHaveTextContent('That was too fast.');
  expect(url).toHaveValue(address);
});

test('all commands of a bot are removed once that is confirmed', async () => {
  const { asked, dialog, url } = await managing({
    'GET /api/bots/builder/commands': () => ({ body: { url: address, commands: [weather] } }),
    'DELETE /api/bots/builder/commands': () => ({ status: 204 }),
  });
  await userEvent.click(dialog.getByRole('button', { name: 'Remove all' }));
  const confirm = within(await screen.findByRole('dialog', { name: 'Remove all commands of Builder?' }));
  expect(asked.map(({ method }) => method)).not.toContain('DELETE');
  await userEvent.click(confirm.getByRole('button', { name: 'Remove all' }));
  await waitFor(() => expect(url).toHaveValue(''));
  expect(dialog.getByRole('textbox', { name: 'Command' })).toHaveValue('');
  expect(dialog.queryByText('Remove all')).toBeNull();
});
