import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { ada, bob } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { stage } from '../../testing/stage';
import { AccountsTable } from './AccountsTable';
import { AuditLog } from './AuditLog';
import { AddressBans } from './AddressBans';
import { ServerSettings } from './ServerSettings';
import { Sessions } from './Sessions';

beforeEach(() => {
  // Filters are in the address.
  history.replaceState(null, '', '/');
  return startI18n('en');
});

const signedIn = { 'GET /api/session': () => ({ body: session(ada) }) };
const when = '2026-03-01T10:00:00Z';

function liveSession(id: string, account: typeof bob) {
  return {
    id,
    account,
    node: 'n',
    connectedAt: when,
    transport: 'WEBSOCKET',
    address: '192.0.2.7',
    idle: false,
  };
}

test('a session of another is disconnected after a question, my own is not', async () => {
  const asked = serve({
    ...signedIn,
    'GET /api/admin/sessions?sort=NEWEST': () => ({
      body: { sessions: [liveSession('1', ada), liveSession('2', bob)], total: 2 },
    }),
    'DELETE /api/admin/sessions/2': () => ({ status: 204 }),
  });
  stage(<Sessions me={ada.id} />);
  expect(await screen.findByText('2 sessions')).toBeVisible();
  expect(screen.getByText(/@bob · 192\.0\.2\.7/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Disconnect Ada' })).toBeNull();

  await userEvent.click(screen.getByRole('button', { name: 'Disconnect Bob' }));
  expect(asked.some(({ method }) => method === 'DELETE')).toBe(false);
  await userEvent.click(
    within(await screen.findByRole('dialog')).getByRole('button', { name: 'Disconnect' }),
  );
  await waitFor(() => expect(asked.some(({ path }) => path === '/api/admin/sessions/2')).toBe(true));
});

test('with more than one node they are told apart, filtered and sorted by address on the server', async () => {
  const answer = () => ({
    body: {
      sessions: [liveSession('1', ada), { ...liveSession('2', bob), node: 'other-node-id' }],
      total: 2,
    },
  });
  const asked = serve({
    ...signedIn,
    'GET /api/admin/sessions?sort=NEWEST': answer,
    'GET /api/admin/sessions?sort=ADDRESS': answer,
    'GET /api/admin/sessions?node=other-node-id&sort=ADDRESS': answer,
  });
  stage(<Sessions me={ada.id} />);
  expect(await screen.findByText(/@bob · 192\.0\.2\.7 · Node other-no/)).toBeVisible();

  await userEvent.selectOptions(screen.getByLabelText('Sorted by'), 'By address');
  await userEvent.selectOptions(await screen.findByLabelText('Node'), 'Node other-no');
  await waitFor(() => expect(asked.at(-1)?.path).toBe('/api/admin/sessions?node=other-node-id&sort=ADDRESS'));
});

test('a password that is reset is shown once, and a refusal is told', async () => {
  let refuse = true;
  serve({
    ...signedIn,
    'GET /api/admin/accounts?sort=USERNAME': () => ({
      body: {
        accounts: [{ account: bob, role: 'USER', guest: false, createdAt: when, sessions: 0 }],
        total: 1,
      },
    }),
    'POST /api/admin/accounts/bob/password': () =>
      refuse ? problem(403, 'forbidden') : { body: { password: 'fresh-and-new' } },
  });
  stage(<AccountsTable me={ada.id} />);
  await userEvent.click(await screen.findByRole('button', { name: 'What to do with Bob' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Reset the password' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Reset the password' }));
  expect(await screen.findByRole('alert')).toBeVisible();

  refuse = false;
  await userEvent.click(screen.getByRole('button', { name: 'Reset the password' }));
  expect(await screen.findByLabelText('The new password of Bob')).toHaveValue('fresh-and-new');
  await userEvent.click(screen.getByRole('button', { name: 'Done' }));
  await waitFor(() => expect(screen.queryByLabelText('The new password of Bob')).toBeNull());
});

test('a role is changed to the one that was chosen', async () => {
  const asked = serve({
    ...signedIn,
    'GET /api/admin/accounts?sort=USERNAME': () => ({
      body: {
        accounts: [{ account: bob, role: 'MODERATOR', guest: false, createdAt: when, sessions: 1 }],
        total: 1,
      },
    }),
    'PATCH /api/admin/accounts/bob': () => ({ status: 204 }),
  });
  stage(<AccountsTable me={ada.id} />);
  await userEvent.click(await screen.findByRole('button', { name: 'What to do with Bob' }));
  expect(screen.queryByRole('menuitem', { name: 'Make moderator' })).toBeNull();
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Make plain user' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Make plain user' }));
  await waitFor(() => expect(asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ role: 'USER' }));
});

test.each([
  ['Make plain user', { role: 'USER', reason: 'spam' }],
  ['Disable', { disabled: true, reason: 'spam' }],
  ['Rename', { displayName: 'Bob!', reason: 'spam' }],
] as const)('whoever chooses "%s" may say why', async (deed, body) => {
  const asked = serve({
    ...signedIn,
    'GET /api/admin/accounts?sort=USERNAME': () => ({
      body: {
        accounts: [{ account: bob, role: 'MODERATOR', guest: false, createdAt: when, sessions: 1 }],
        total: 1,
      },
    }),
    'PATCH /api/admin/accounts/bob': () => ({ status: 204 }),
  });
  stage(<AccountsTable me={ada.id} />);
  await userEvent.click(await screen.findByRole('button', { name: 'What to do with Bob' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: deed }));
  const dialog = await screen.findByRole('dialog');
  const name = within(dialog).queryByLabelText('Display name');
  if (name) await userEvent.type(name, '!');
  await userEvent.type(within(dialog).getByLabelText('Reason'), ' spam ');
  await userEvent.click(within(dialog).getByRole('button', { name: deed }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.find(({ method }) => method === 'PATCH')?.body).toEqual(body);

  await userEvent.click(screen.getByRole('button', { name: 'What to do with Bob' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: deed }));
  expect(await screen.findByLabelText('Reason')).toHaveValue('');
});

const entry = {
  number: 1,
  at: when,
  actor: ada,
  address: '192.0.2.1',
  kind: 'sanction.imposed',
  outcome: 'REFUSED',
  target: bob,
  reason: 'noise',
  detail: { kind: 'MUTE' },
  hash: 'h',
};

test('the audit log says who did what to whom and why, and marks what was refused', async () => {
  serve({ ...signedIn, 'GET /api/admin/audit?': () => ({ body: { entries: [entry] } }) });
  stage(<AuditLog mayExport={false} />);
  const row = (await screen.findByText('sanction.imposed')).closest('li');
  expect(row).toHaveTextContent('Refused');
  expect(row).toHaveTextContent('@ada → @bob · 192.0.2.1');
  expect(row).toHaveTextContent('noise · kind: MUTE');
  expect(screen.queryByRole('link', { name: 'Export as CSV' })).toBeNull();
});

test('whoever is disconnected can be banned in the same step, with a reason', async () => {
  const asked = serve({
    ...signedIn,
    'GET /api/admin/sessions?sort=NEWEST': () => ({
      body: {
        sessions: [
          {
            ...liveSession('2', bob),
            lag: { waitingBytes: 420_000, stalledSince: new Date().toISOString() },
          },
        ],
        total: 1,
      },
    }),
    'POST /api/moderation/sanctions': () => ({
      status: 201,
      body: { id: 5, kind: 'BAN', account: bob, reason: 'spam', imposedBy: ada, createdAt: when },
    }),
  });
  stage(<Sessions me={ada.id} />);
  expect(await screen.findByText(/420kB behind/i)).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Disconnect Bob' }));
  await userEvent.selectOptions(await screen.findByLabelText('And then'), 'Banned for an hour');
  const end = screen.getByRole('button', { name: 'Disconnect and ban' });
  expect(end).toBeDisabled();
  await userEvent.type(screen.getByLabelText(/Reason/), 'spam');
  await userEvent.click(end);
  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({
      account: 'bob',
      kind: 'BAN',
      reason: 'spam',
    }),
  );
  expect(asked.some(({ method }) => method === 'DELETE')).toBe(false);
});

test('somebody is given another name', async () => {
  const asked = serve({
    ...signedIn,
    'GET /api/admin/accounts?sort=USERNAME': () => ({
      body: {
        accounts: [{ account: bob, role: 'USER', guest: false, createdAt: when, sessions: 0 }],
        total: 1,
      },
    }),
    'PATCH /api/admin/accounts/bob': () => ({ status: 204 }),
  });
  stage(<AccountsTable me={ada.id} />);
  await userEvent.click(await screen.findByRole('button', { name: 'What to do with Bob' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Rename' }));
  const name = await screen.findByLabelText(/Display name/);
  await userEvent.clear(name);
  await userEvent.type(name, 'Robert');
  await userEvent.click(screen.getByRole('button', { name: 'Rename' }));
  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ displayName: 'Robert' }),
  );
});

test('what a table is narrowed to stands in the address, and the audit log is asked for it', async () => {
  const asked = serve({ ...signedIn, 'GET /api/admin/audit?': () => ({ body: { entries: [entry] } }) });
  stage(<AuditLog mayExport />);
  await userEvent.type(await screen.findByLabelText('On whom'), 'bob');
  await userEvent.type(screen.getByLabelText('Room number'), 'lobby');
  await waitFor(() => expect(asked.some(({ path }) => path.includes('target=bob'))).toBe(true));
  expect(new URLSearchParams(location.search).get('target')).toBe('bob');
  expect(asked.some(({ path }) => path.includes('lobby'))).toBe(false);
  expect(screen.getByRole('link', { name: 'Export as CSV' })).toHaveAttribute(
    'href',
    '/api/admin/audit.csv?target=bob',
  );
});

test('a network is banned for a time, and let go', async () => {
  const ban = {
    id: 3,
    network: '192.0.2.0/24',
    reason: 'robots',
    imposedBy: ada,
    createdAt: when,
  };
  const asked = serve({
    ...signedIn,
    'GET /api/moderation/address-bans?sort=NEWEST': () => ({ body: { bans: [ban], total: 1 } }),
    'POST /api/moderation/address-bans': () => ({ status: 201, body: ban }),
    'DELETE /api/moderation/address-bans/3': () => ({ status: 204 }),
  });
  stage(<AddressBans />);
  await userEvent.type(await screen.findByLabelText(/Address or range/), '192.0.2.0/24');
  await userEvent.type(screen.getByLabelText(/Reason/), 'robots');
  await userEvent.click(screen.getByRole('button', { name: 'Ban the network' }));
  await waitFor(() =>
    expect(asked.find(({ method }) => method === 'POST')?.body).toMatchObject({
      network: '192.0.2.0/24',
      reason: 'robots',
      until: expect.any(String) as string,
    }),
  );
  await userEvent.click(screen.getByRole('button', { name: 'Lift the ban of 192.0.2.0/24' }));
  await waitFor(() => expect(asked.some(({ method }) => method === 'DELETE')).toBe(true));
});

test('networks are found and sorted by the server', async () => {
  const none = () => ({ body: { bans: [], total: 0 } });
  const asked = serve({
    ...signedIn,
    'GET /api/moderation/address-bans?sort=NEWEST': none,
    'GET /api/moderation/address-bans?query=192.&sort=NEWEST': none,
    'GET /api/moderation/address-bans?query=192.&standing=true&sort=NEWEST': none,
    'GET /api/moderation/address-bans?query=192.&standing=true&sort=ENDING': none,
  });
  stage(<AddressBans />);
  expect(await screen.findByText('No network is banned.')).toBeVisible();
  await userEvent.type(screen.getByLabelText('Find by address'), '192.');
  await userEvent.selectOptions(screen.getByLabelText('Which bans'), 'In force');
  await userEvent.selectOptions(screen.getByLabelText('Sorted by'), 'What ends first');
  await waitFor(() =>
    expect(asked.at(-1)?.path).toBe('/api/moderation/address-bans?query=192.&standing=true&sort=ENDING'),
  );
  expect(await screen.findByText('No such ban.')).toBeVisible();
});

test('a setting shows what is configured, and is chosen', async () => {
  const asked = serve({
    ...signedIn,
    'GET /api/admin/settings': () => ({
      body: {
        settings: [
          { name: 'confab.accounts.guests', options: ['true', 'false'], value: 'true', standard: 'true' },
          { name: 'confab.moderation.undo', value: '90s', standard: '10m', by: ada, changedAt: when },
        ],
      },
    }),
    'PUT /api/admin/settings/confab.accounts.guests': () => ({
      body: { name: 'confab.accounts.guests', options: ['true', 'false'], value: 'false', standard: 'true' },
    }),
    'DELETE /api/admin/settings/confab.moderation.undo': () => ({ status: 204 }),
  });
  stage(<ServerSettings />);
  expect(await screen.findByText(/As configured: 10m · chosen by Ada/)).toBeVisible();
  await userEvent.selectOptions(screen.getByLabelText('Guests may come in'), 'No');
  await userEvent.click(screen.getByRole('button', { name: 'Save Guests may come in' }));
  await waitFor(() => expect(asked.find(({ method }) => method === 'PUT')?.body).toEqual({ value: 'false' }));
  await userEvent.click(
    screen.getByRole('button', { name: 'What was purged can be brought back for: as configured' }),
  );
  await waitFor(() => expect(asked.some(({ method }) => method === 'DELETE')).toBe(true));
});
