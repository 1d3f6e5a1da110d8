import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { ada, bob } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { stage } from '../../testing/stage';
import { Topics } from '../../testing/topics';
import { Cases } from './Cases';
import { ModerationLink } from './ModerationLink';
import { SanctionsTable } from './SanctionsTable';

beforeEach(() => {
  // Filters are in the address.
  history.replaceState(null, '', '/');
  return startI18n('en');
});

const signedIn = { 'GET /api/session': () => ({ body: session(ada) }) };
const when = '2026-03-01T10:00:00Z';

function openCase(id: number) {
  return { id, subject: bob, message: 20 + id, state: 'OPEN', openedAt: when, reports: 1 };
}

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
    'GET /api/moderation/sanctions?case=7': () => ({ body: { sanctions: [] } }),
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
  stage(<Cases me={ada.id} onHoldBack={vi.fn()} />);
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

test('the queue is worked through by the keyboard, goes on by itself and takes a slip back', async () => {
  const detail = (id: number) => () => ({ body: { summary: openCase(id), reports: [], messages: [] } });
  const asked = serve({
    ...signedIn,
    'GET /api/moderation/cases?state=OPEN%2CIN_HAND': () => ({ body: { cases: [openCase(8), openCase(7)] } }),
    'GET /api/moderation/cases/8': detail(8),
    'GET /api/moderation/cases/7': detail(7),
    'GET /api/moderation/sanctions?case=': () => ({ body: { sanctions: [] } }),
    'POST /api/moderation/cases/8/take': () => ({ body: { ...openCase(8), state: 'IN_HAND', handler: ada } }),
    'POST /api/moderation/cases/8/close': () => ({ body: { ...openCase(8), state: 'DISMISSED' } }),
    'POST /api/moderation/cases/8/reopen': () => ({
      body: { ...openCase(8), state: 'IN_HAND', handler: ada },
    }),
  });
  const holdBack = vi.fn();
  stage(<Cases me={ada.id} onHoldBack={holdBack} />);
  const rows = await screen.findAllByRole('button', { name: 'A message of Bob' });
  await userEvent.keyboard('j');
  expect(rows[0]).toHaveFocus();
  await userEvent.keyboard('t');
  await waitFor(() => expect(asked.some(({ path }) => path.endsWith('/8/take'))).toBe(true));
  await userEvent.keyboard('{Enter}');
  expect(rows[0]).toHaveAttribute('aria-expanded', 'true');

  await userEvent.click(await screen.findByRole('button', { name: 'Hold Bob back' }));
  expect(holdBack).toHaveBeenCalledWith(expect.objectContaining({ room: null, moderationCase: '8' }));
  await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(await screen.findByText('Closed: Dismissed.')).toBeVisible();
  expect(rows[1]).toHaveAttribute('aria-expanded', 'true');
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(asked.some(({ path }) => path.endsWith('/8/reopen'))).toBe(true));

  await userEvent.keyboard('{Escape}');
  expect(rows.some((row) => row.getAttribute('aria-expanded') === 'true')).toBe(false);
  await userEvent.keyboard('/');
  expect(screen.getByLabelText('Which cases')).toHaveFocus();
});

const mute = {
  id: 3,
  kind: 'MUTE',
  account: bob,
  room: { id: 9, name: 'Lobby', kind: 'PUBLIC' },
  reason: 'noise',
  imposedBy: ada,
  createdAt: when,
};
const appealed = { ...mute, appeal: { text: 'It was my cat.', at: when } };
const topic = '/topic/rooms/9/moderation';

test('of a room the queue has its own cases, and what is pushed to those who moderate it is shown at once', async () => {
  const cases = [openCase(7)];
  serve({
    ...signedIn,
    'GET /api/moderation/cases?state=OPEN%2CIN_HAND&room=9': () => ({ body: { cases } }),
  });
  const topics = new Topics();
  stage(<Cases me={ada.id} scope="9" onHoldBack={vi.fn()} />, undefined, topics);
  expect(await screen.findAllByRole('button', { name: 'A message of Bob' })).toHaveLength(1);
  cases.unshift(openCase(8));
  act(() => topics.push(topic, { type: 'case.changed', id: 8 }));
  await waitFor(() => expect(screen.getAllByRole('button', { name: 'A message of Bob' })).toHaveLength(2));
  expect(topics.isHeard('/topic/admin/cases')).toBe(false);
});

test('the appeals of a room that wait are answered there', async () => {
  let waiting = [appealed];
  const asked = serve({
    ...signedIn,
    'GET /api/moderation/sanctions?appealed=true&room=9': () => ({ body: { sanctions: waiting } }),
    'POST /api/moderation/sanctions/3/answer': () => {
      waiting = [];
      return { body: appealed };
    },
  });
  stage(<SanctionsTable scope="9" onlyAppeals />);
  await userEvent.click(await screen.findByRole('button', { name: 'Answer the appeal of Bob' }));
  expect(await screen.findByText('It was my cat.')).toBeInTheDocument();
  await userEvent.type(screen.getByLabelText('Your answer'), 'No cats.');
  await userEvent.click(screen.getByRole('button', { name: 'Let it stand' }));
  expect(await screen.findByText('No appeal waits for an answer.')).toBeInTheDocument();
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    outcome: 'UPHELD',
    text: 'No cats.',
  });
  expect(screen.queryByRole('combobox', { name: 'Which sanctions' })).toBeNull();
});

test('sanctions are found by whom they are imposed on', async () => {
  serve({
    ...signedIn,
    'GET /api/moderation/sanctions?standing=true': () => ({ body: { sanctions: [] } }),
    'GET /api/moderation/sanctions?standing=true&account=bob': () => ({ body: { sanctions: [mute] } }),
  });
  stage(<SanctionsTable />);
  await screen.findByText('Nobody here.');
  await userEvent.type(screen.getByLabelText('Of whom (username)'), '@bob');
  expect(await screen.findByText(/noise/)).toBeVisible();
});

test('what somebody above decided is not lifted, and it is said why', async () => {
  serve({
    ...signedIn,
    'GET /api/moderation/sanctions?standing=true': () => ({ body: { sanctions: [mute] } }),
    [`DELETE /api/moderation/sanctions/${mute.id}`]: () => problem(403, 'outranked'),
  });
  stage(<SanctionsTable />);
  await userEvent.click(await screen.findByRole('button', { name: 'Lift the sanction of Bob' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Lift' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Somebody of higher rank decided this.');
});

test('the way to the moderation of a room says how much waits there, as it happens', async () => {
  let open = [openCase(7)];
  serve({
    ...signedIn,
    'GET /api/moderation/cases?state=OPEN&room=9': () => ({ body: { cases: open } }),
    'GET /api/moderation/sanctions?appealed=true&room=9': () => ({ body: { sanctions: [appealed] } }),
  });
  const topics = new Topics();
  stage(<ModerationLink room="9" />, undefined, topics);
  const link = await screen.findByRole('link', { name: 'Moderation: 2 things wait' });
  expect(link).toHaveAttribute('href', '/rooms/9/moderation');
  open = [];
  act(() => topics.push(topic, { type: 'case.changed', id: 7 }));
  expect(await screen.findByRole('link', { name: 'Moderation: 1 thing waits' })).toBeVisible();
});

test('after a pause of the connection what waits is asked for anew', async () => {
  let open = [openCase(7)];
  serve({
    ...signedIn,
    'GET /api/moderation/cases?state=OPEN&room=9': () => ({ body: { cases: open } }),
    'GET /api/moderation/sanctions?appealed=true&room=9': () => ({ body: { sanctions: [] } }),
  });
  const topics = new Topics();
  stage(<ModerationLink room="9" />, undefined, topics);
  await screen.findByRole('link', { name: 'Moderation: 1 thing waits' });
  open = [];
  act(() => topics.reconnect());
  expect(await screen.findByRole('link', { name: 'Moderation' })).toBeVisible();
});
