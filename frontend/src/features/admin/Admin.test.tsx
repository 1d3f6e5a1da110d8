import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { ada, bob } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { stage } from '../../testing/stage';
import { AccountsTable } from './AccountsTable';
import { AuditLog } from './AuditLog';
import { Cases } from './Cases';
import { Sessions } from './Sessions';

beforeEach(() => startI18n('en'));

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
    'GET /api/admin/sessions?': () => ({
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
  await userEvent.click(await screen.findByRole('button', { name: 'Do it' }));
  expect(await screen.findByRole('alert')).toBeVisible();

  refuse = false;
  await userEvent.click(screen.getByRole('button', { name: 'Do it' }));
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
  await userEvent.click(await screen.findByRole('button', { name: 'Do it' }));
  await waitFor(() => expect(asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ role: 'USER' }));
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
  expect(row).toHaveTextContent('@ada · → @bob · 192.0.2.1');
  expect(row).toHaveTextContent('noise · kind: MUTE');
  expect(screen.queryByRole('link', { name: 'Export as CSV' })).toBeNull();
});

test('a case is opened, taken and closed with a note', async () => {
  const summary = {
    id: 7,
    subject: bob,
    room: { id: 9, name: 'Lobby', kind: 'PUBLIC' },
    message: 21,
    state: 'OPEN',
    openedAt: when,
    reports: 1,
  };
  const asked = serve({
    ...signedIn,
    'GET /api/moderation/cases?state=OPEN%2CIN_HAND': () => ({ body: { cases: [summary] } }),
    'GET /api/moderation/cases/7': () => ({
      body: {
        summary,
        reports: [{ reporter: ada, category: 'SPAM', text: 'again', createdAt: when }],
        messages: [{ id: 21, seq: 2, author: bob, body: 'cheap!', createdAt: when, deleted: false }],
      },
    }),
    'POST /api/moderation/cases/7/take': () => ({ body: { ...summary, state: 'IN_HAND', handler: ada } }),
    'POST /api/moderation/cases/7/close': () => ({ body: { ...summary, state: 'RESOLVED' } }),
  });
  stage(<Cases me={ada.id} />);
  await userEvent.click(await screen.findByRole('button', { name: 'A message of Bob' }));
  expect(await screen.findByText('cheap!')).toBeVisible();
  expect(screen.getByText(/Ada: again/)).toBeVisible();

  await userEvent.click(screen.getByRole('button', { name: 'Take it' }));
  await userEvent.type(screen.getByLabelText(/Note/), 'warned');
  await userEvent.click(screen.getByRole('button', { name: 'Resolved' }));
  await waitFor(() =>
    expect(asked.find(({ path }) => path.endsWith('/close'))?.body).toEqual({
      outcome: 'RESOLVED',
      note: 'warned',
    }),
  );
});
