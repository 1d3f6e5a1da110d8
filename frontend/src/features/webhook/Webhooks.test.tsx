import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { problem, serve, session } from '../../testing/server';
import { stage } from '../../testing/stage';
import { errorOf, groupsFor } from './events';
import { OutgoingWebhooks } from './OutgoingWebhooks';
import { RoomWebhooks } from './RoomWebhooks';

const ada = { id: '3', username: 'ada', displayName: 'Ada' };
const archive = {
  id: 1,
  name: 'archive',
  url: 'https://example.org/hook',
  events: ['message.posted'],
  createdBy: ada,
  createdAt: '2026-03-01T10:00:00Z',
  waiting: 3,
  parked: 2,
};
const given = { body: session(null) };
const none = { body: { webhooks: [] } };

beforeEach(() => startI18n('en'));

test('whoever makes one sees its secret once', async () => {
  const user = userEvent.setup();
  let made = false;
  const asked = serve({
    'GET /api/session': () => given,
    'GET /api/rooms/7/webhooks': () => (made ? { body: { webhooks: [archive] } } : none),
    'GET /api/rooms/7/incoming-webhooks': () => none,
    'POST /api/rooms/7/webhooks': () => {
      made = true;
      return { status: 201, body: { ...archive, secret: 'whsec_c2VjcmV0' } };
    },
  });
  stage(<RoomWebhooks room="7" owner />);
  const outgoing = within(screen.getByRole('region', { name: 'Outgoing webhooks' }));
  await user.type(outgoing.getByLabelText('Name'), 'archive');
  await user.type(outgoing.getByLabelText('URL'), 'https://example.org/hook');
  await user.click(outgoing.getByLabelText('Joined'));
  await user.click(outgoing.getByRole('button', { name: 'Create' }));

  expect(await outgoing.findByLabelText('Secret of archive')).toHaveValue('whsec_c2VjcmV0');
  expect(
    asked.find(({ method, path }) => method === 'POST' && path === '/api/rooms/7/webhooks')?.body,
  ).toEqual({
    name: 'archive',
    url: 'https://example.org/hook',
    events: ['message.posted', 'member.joined'],
  });
  expect(outgoing.queryByLabelText('Online')).toBeNull();
  expect(await outgoing.findByText('3 waiting')).toBeVisible();
  expect(outgoing.getByText('2 given up')).toBeVisible();
});

test('a test says what came of it, and what was given up is replayed', async () => {
  const user = userEvent.setup();
  const parked = {
    id: 8,
    type: 'message.posted',
    state: 'PARKED',
    attempts: 10,
    createdAt: '2026-03-01T10:00:00Z',
    lastAt: '2026-03-01T10:00:00Z',
    millis: 12,
    status: 500,
    error: 'STATUS',
    excerpt: 'disk full',
  };
  const asked = serve({
    'GET /api/session': () => given,
    'GET /api/admin/webhooks': () => ({ body: { webhooks: [archive] } }),
    'POST /api/webhooks/1/test': () => ({
      body: { ...parked, id: 9, type: 'webhook.test', attempts: 1, status: undefined, error: 'TIMEOUT' },
    }),
    'GET /api/webhooks/1/deliveries?limit=20': () => ({ body: { deliveries: [parked] } }),
    'POST /api/webhooks/1/deliveries/8/replay': () => ({ body: { ...parked, state: 'DELIVERED' } }),
  });
  stage(<OutgoingWebhooks room={undefined} />);
  await user.click(await screen.findByRole('button', { name: 'Test archive' }));
  expect(await screen.findByRole('status')).toHaveTextContent('no answer in time');

  await user.click(screen.getByRole('button', { name: 'What to do with archive' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Show deliveries' }));
  expect(await screen.findByText('disk full')).toBeVisible();
  expect(screen.getByText(/answered with 500; attempt 10, in 12 ms/)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Replay message.posted' }));
  await waitFor(() => expect(asked.map(({ path }) => path)).toContain('/api/webhooks/1/deliveries/8/replay'));
});

test('who moderates has what comes in and not what goes out', async () => {
  const user = userEvent.setup();
  serve({
    'GET /api/session': () => given,
    'GET /api/rooms/7/incoming-webhooks': () => none,
    'POST /api/rooms/7/incoming-webhooks': () => ({
      status: 201,
      body: {
        id: 1,
        name: 'Build server',
        account: { id: 9, username: 'hook-abc', displayName: 'Build server' },
        createdBy: ada,
        createdAt: '2026-03-01T10:00:00Z',
        path: '/api/hooks/s3cret',
      },
    }),
  });
  stage(<RoomWebhooks room="7" owner={false} />);
  expect(screen.queryByRole('region', { name: 'Outgoing webhooks' })).toBeNull();
  await user.type(await screen.findByLabelText('Name'), 'Build server');
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(await screen.findByLabelText('URL of Build server')).toHaveValue(
    `${window.location.origin}/api/hooks/s3cret`,
  );
});

test('what is refused is said', async () => {
  const user = userEvent.setup();
  serve({
    'GET /api/session': () => given,
    'GET /api/admin/webhooks': () => none,
    'POST /api/admin/webhooks': () => problem(403, 'forbidden'),
  });
  stage(<OutgoingWebhooks room={undefined} />);
  await user.type(screen.getByLabelText('Name'), 'x');
  await user.type(screen.getByLabelText('URL'), 'http://10.0.0.1/');
  expect(screen.getByLabelText('Dropped')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(await screen.findByRole('alert')).toBeVisible();
});

test('a room has no presence, and an error that is new is one of the connection', () => {
  expect(groupsFor(true)).toEqual(['messages', 'people', 'moderation']);
  expect(groupsFor(false)).toContain('server');
  expect(errorOf('TLS')).toBe('TLS');
  expect(errorOf('SOMETHING_ELSE')).toBe('CONNECTION');
});
