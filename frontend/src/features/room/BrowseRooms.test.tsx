import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { ada } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { general, memberOf, stage } from '../../testing/stage';
import { BrowseRooms } from './BrowseRooms';

const mine = general(memberOf(ada, 'MEMBER'));
const lunch = general(undefined, { id: '8', name: 'lunch', description: 'Noodles', memberCount: 1 });
const old = general(undefined, { id: '9', name: 'last year', archivedAt: '2026-01-01T00:00:00Z' });

beforeEach(() => startI18n('en'));

function browse(answers: Parameters<typeof serve>[0] = {}) {
  const asked = serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/rooms?limit=50': () => ({ body: { rooms: [mine, lunch, old] } }),
    ...answers,
  });
  const opened: string[] = [];
  stage(<BrowseRooms onOpen={(room) => opened.push(room)} onCreate={() => undefined} />);
  return { asked, opened };
}

test('shows what each room is, and offers to open mine and to join what is open', async () => {
  browse();
  expect(await screen.findByRole('link', { name: 'lunch' })).toBeVisible();
  expect(screen.getByText('1 member · Noodles')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Open general' })).toHaveAttribute('href', '/rooms/7');
  expect(screen.getByText('Archived')).toBeVisible();
  expect(screen.getAllByRole('button', { name: /^Join / })).toHaveLength(1);
});

test('joining leads into the room', async () => {
  const { opened } = browse({ 'PUT /api/rooms/8/members/me': () => ({ body: memberOf(ada, 'MEMBER') }) });
  await userEvent.click(await screen.findByRole('button', { name: 'Join lunch' }));
  await waitFor(() => expect(opened).toEqual(['8']));
});

test('says why one cannot join, and stays', async () => {
  const { opened } = browse({ 'PUT /api/rooms/8/members/me': () => problem(409, 'room-archived') });
  await userEvent.click(await screen.findByRole('button', { name: 'Join lunch' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('The room is archived.');
  expect(opened).toEqual([]);
});

test('finds by name, and says when there is none', async () => {
  browse({
    'GET /api/rooms?query=lun&limit=50': () => ({ body: { rooms: [lunch] } }),
    'GET /api/rooms?query=lunx&limit=50': () => ({ body: { rooms: [] } }),
  });
  await screen.findByRole('link', { name: 'general' });
  const find = screen.getByRole('searchbox', { name: 'Find a room' });
  await userEvent.type(find, 'lun');
  await waitFor(() => expect(screen.queryByRole('link', { name: 'general' })).toBeNull());
  expect(screen.getByRole('link', { name: 'lunch' })).toBeVisible();
  await userEvent.type(find, 'x');
  expect(await screen.findByText('No room is called “lunx”')).toBeVisible();
});

test('shows more rooms when there are more', async () => {
  browse({
    'GET /api/rooms?limit=50': () => ({ body: { rooms: [mine], next: 'general' } }),
    'GET /api/rooms?after=general&limit=50': () => ({ body: { rooms: [lunch] } }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Show more' }));
  expect(await screen.findByRole('link', { name: 'lunch' })).toBeVisible();
  expect(screen.getByRole('link', { name: 'general' })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
});
