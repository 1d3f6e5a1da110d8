import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { problem, serve, session } from '../testing/server';
import { App } from './App';
import { startI18n } from './i18n';

async function open(address: string) {
  history.replaceState(null, '', address);
  await startI18n('en');
  render(<App />);
}

test('asks whoever is not signed in to sign in, and keeps where they wanted to go', async () => {
  serve({ 'GET /api/session': () => ({ body: session(null) }) });
  await open('/rooms/7');
  expect(await screen.findByRole('heading', { name: 'Welcome back' })).toBeVisible();
  expect(location.pathname + location.search).toBe('/sign-in?next=%2Frooms%2F7');
  expect(screen.getByRole('link', { name: 'Create an account' })).toHaveAttribute(
    'href',
    '/sign-up?next=%2Frooms%2F7',
  );
});

test('says that the name or the password is wrong', async () => {
  serve({
    'GET /api/session': () => ({ body: session(null) }),
    'POST /api/session': () => problem(401, 'bad-credentials'),
  });
  await open('/sign-in');
  await userEvent.type(await screen.findByLabelText('Username'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'not this one');
  await userEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The name or the password is wrong.');
});

test('tells mistakes before they are sent, and what only the server knows beside its field', async () => {
  const asked = serve({
    'GET /api/session': () => ({ body: session(null) }),
    'POST /api/accounts': () => problem(409, 'username-taken'),
  });
  await open('/sign-up');
  const username = await screen.findByLabelText('Username');
  await userEvent.type(username, '!');
  await userEvent.type(screen.getByLabelText('Password'), 'short');
  await userEvent.click(screen.getByRole('button', { name: 'Sign up' }));
  expect(username).toBeInvalid();
  expect(screen.getByLabelText('Password')).toHaveAccessibleDescription(expect.stringContaining('8 to 128'));
  expect(asked.some(({ method }) => method === 'POST')).toBe(false);

  await userEvent.clear(username);
  await userEvent.type(username, 'ada');
  await userEvent.type(screen.getByLabelText('Password'), ' and long enough');
  await userEvent.click(screen.getByRole('button', { name: 'Sign up' }));
  await waitFor(() =>
    expect(username).toHaveAccessibleDescription(expect.stringContaining('This name is taken.')),
  );
  expect(asked.at(-1)?.body).toEqual({ username: 'ada', password: 'short and long enough' });
});

test('asks for the set-up code only once the server wants it', async () => {
  serve({
    'GET /api/session': () => ({ body: session(null, { setUp: true }) }),
    'POST /api/accounts': () => problem(403, 'set-up-code-required'),
  });
  await open('/');
  expect(await screen.findByText(/You are the first here/)).toBeVisible();
  expect(screen.queryByLabelText('Set-up code')).toBeNull();
  await userEvent.type(screen.getByLabelText('Username'), 'ada');
  await userEvent.type(screen.getByLabelText('Password'), 'long enough');
  await userEvent.click(screen.getByRole('button', { name: 'Sign up' }));
  expect(await screen.findByLabelText('Set-up code')).toBeInvalid();
});

test.each([
  ['INVITE', '/join/abc-def', () => expect(screen.getByLabelText('Invite code')).toHaveValue('abc-def')],
  ['CLOSED', '/sign-up', () => expect(screen.getByText('Sign-up is closed')).toBeVisible()],
])('sign-up is %s', async (signUp, address, then) => {
  serve({ 'GET /api/session': () => ({ body: session(null, { signUp }) }) });
  await open(address);
  await screen.findByRole('heading', { name: 'Create your account' });
  then();
});

test('says that the server cannot be reached, and tries again', async () => {
  let up = false;
  vi.useFakeTimers({ shouldAdvanceTime: true, advanceTimeDelta: 100 });
  serve({ 'GET /api/session': () => (up ? { body: session(null) } : problem(503, 'unavailable')) });
  await open('/sign-in');
  await act(() => vi.advanceTimersByTimeAsync(5000));
  expect(await screen.findByRole('heading', { name: 'The server cannot be reached' })).toBeVisible();
  up = true;
  vi.useRealTimers();
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Welcome back' })).toBeVisible();
});
