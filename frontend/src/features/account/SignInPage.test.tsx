import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import type { Session } from '../../http/wire';
import { aheadByHours, rightAgain } from '../../testing/clock';
import { ada, bob } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { stage } from '../../testing/stage';
import { SignInPage } from './SignInPage';

const signedOut: Session = {
  account: null,
  csrf: { header: 'h', token: 't' },
  signUp: 'OPEN',
  guests: true,
  setUp: false,
};
const credentials = { username: 'bob', password: 'correct horse' };
const ban = {
  id: 3,
  kind: 'BAN',
  account: bob,
  reason: 'spam',
  imposedBy: ada,
  createdAt: '2026-03-01T10:00:00Z',
};
const appeal = { text: 'I was hacked.', at: '2026-03-01T11:00:00Z' };

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

beforeEach(() => startI18n('en'));
afterEach(rightAgain);

/** Bob, who is banned, tries to sign in. */
async function signIn(answers: Parameters<typeof serve>[0]) {
  const asked = serve({
    'GET /api/session': () => ({ body: session(null) }),
    'POST /api/session': () => problem(403, 'banned'),
    ...answers,
  });
  stage(<SignInPage session={signedOut} farewell={null} />);
  await userEvent.type(screen.getByLabelText('Username'), credentials.username);
  await userEvent.type(screen.getByLabelText('Password'), credentials.password);
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('You are banned.');
  return asked;
}

test('whoever is banned appeals once, proven by the password that they tried', async () => {
  const asked = await signIn({
    'POST /api/appeals/mine': () => ({ body: ban }),
    'POST /api/appeals': () => ({ status: 204 }),
  });
  expect(await screen.findByText('Banned by Ada.')).toBeVisible();
  await userEvent.type(await screen.findByLabelText('What speaks against it?'), 'I was hacked.');
  await userEvent.type(screen.getByLabelText('Username'), 'x');
  await userEvent.click(screen.getByRole('button', { name: 'Appeal' }));
  expect(await screen.findByRole('status')).toHaveTextContent('Your appeal has arrived.');
  expect(asked.find(({ path }) => path === '/api/appeals')?.body).toEqual({
    ...credentials,
    text: 'I was hacked.',
  });
});

test('whose appeal waits is told so, and cannot appeal again', async () => {
  await signIn({ 'POST /api/appeals/mine': () => ({ body: { ...ban, appeal } }) });
  expect(await screen.findByRole('status')).toHaveTextContent('Your appeal waits for an answer.');
  expect(screen.queryByLabelText('What speaks against it?')).toBeNull();
});

test('whose ban was upheld reads by whom and why', async () => {
  const answer = { outcome: 'UPHELD', text: 'By whom?', by: ada, at: '2026-03-01T12:00:00Z' };
  await signIn({ 'POST /api/appeals/mine': () => ({ body: { ...ban, appeal: { ...appeal, answer } } }) });
  expect(await screen.findByRole('status')).toHaveTextContent('Ada on your appeal: By whom?');
  expect(screen.getByText('Banned by Ada.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Appeal' })).toBeNull();
});

test('whose clock is hours ahead reads when the ban ends by the clock of the server', async () => {
  aheadByHours(3);
  const day = 24 * 3_600_000;
  const ends = () => dates.format(new Date(Date.now() - 3 * 3_600_000 + day));
  const before = ends();
  await signIn({
    'POST /api/session': () => ({ status: 403, body: { code: 'banned', retryAfter: day / 1000 } }),
    'POST /api/appeals/mine': () => ({ body: ban }),
  });
  const told = await screen.findByText(/It ends on/);
  expect(
    [before, ends()].some((when) => told.textContent.includes(when)),
    told.textContent,
  ).toBe(true);
});

test('where the ban cannot be read it can still be appealed against', async () => {
  await signIn({ 'POST /api/appeals/mine': () => problem(429, 'rate-limited') });
  await waitFor(() => expect(screen.getByLabelText('What speaks against it?')).toBeVisible());
});
