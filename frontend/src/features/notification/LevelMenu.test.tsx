import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import type { RoomHead } from '../../realtime/RoomHead';
import { aheadByHours, rightAgain } from '../../testing/clock';
import { ada } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { general, headOf, memberOf, myRooms, stage } from '../../testing/stage';
import { LevelMenu } from './LevelMenu';

const put = 'PUT /api/rooms/7/members/me/level';
const hour = 3600_000;

beforeEach(() => startI18n('en'));
afterEach(rightAgain);

/** The menu of `general`, of which I want to hear so much; what is put is answered with itself. */
function look(change: Partial<RoomHead> = {}, answers: Parameters<typeof serve>[0] = {}) {
  const asked = serve({
    'GET /api/session': () => ({ body: session(ada) }),
    [put]: ({ body }) => ({ body }),
    ...answers,
  });
  const around = stage(<LevelMenu room="7" />);
  act(() => around.rooms.set(myRooms(headOf(general(memberOf(ada, 'MEMBER')), change))));
  const sent = () => asked.filter(({ method }) => method === 'PUT').map(({ body }) => body);
  return { ...around, sent };
}

const open = () => userEvent.click(screen.getByRole('button', { name: 'What this room tells me' }));

test('there is nothing to choose in a room that I am not in', () => {
  const { rooms } = look();
  expect(screen.getByRole('button')).toBeVisible();
  act(() => rooms.set(myRooms()));
  expect(screen.queryByRole('button')).toBeNull();
});

test.each([
  ['ALL', 'Everything'],
  ['MENTIONS', 'Mentions only'],
  ['NOTHING', 'Nothing'],
] as const)('of %s it is marked what holds', async (level, name) => {
  look({ level });
  await open();
  const marked = (await screen.findAllByRole('menuitemradio')).filter(
    (item) => item.getAttribute('aria-checked') === 'true',
  );
  expect(marked.map((item) => item.textContent)).toEqual([name]);
});

test('what is chosen holds at once, here and on the server', async () => {
  const { sent, attend } = look();
  await open();
  await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Mentions only' }));
  expect(attend).toHaveBeenCalledExactlyOnceWith('7', { level: 'MENTIONS', mutedUntil: undefined });
  await waitFor(() => expect(sent()).toEqual([{ level: 'MENTIONS' }]));
});

test.each([
  ['Mute for an hour', hour],
  ['Mute for a day', 24 * hour],
])('"%s" keeps the level and ends by itself', async (item, millis) => {
  const { sent } = look({ level: 'MENTIONS' });
  await open();
  const before = Date.now();
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  await waitFor(() => expect(sent()).toHaveLength(1));
  const { level, mutedUntil } = sent()[0] as { level: string; mutedUntil: string };
  expect(level).toBe('MENTIONS');
  expect(Date.parse(mutedUntil)).toBeGreaterThanOrEqual(before + millis);
  expect(Date.parse(mutedUntil)).toBeLessThanOrEqual(Date.now() + millis);
});

test('of a muted room it says until when, a new level leaves it muted, and it can be unmuted', async () => {
  const mutedUntil = new Date(Date.now() + hour).toISOString();
  const { sent } = look({ mutedUntil });
  await open();
  expect(await screen.findByText(/^Muted until \d/)).toBeInTheDocument();
  expect(screen.queryByRole('menuitem', { name: 'Mute for an hour' })).toBeNull();
  await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Nothing' }));
  await open();
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Unmute' }));
  await waitFor(() => expect(sent()).toEqual([{ level: 'NOTHING', mutedUntil }, { level: 'ALL' }]));
});

test('what was muted until a time that has passed is not muted', async () => {
  look({ mutedUntil: new Date(Date.now() - 1000).toISOString() });
  await open();
  expect(await screen.findByRole('menuitem', { name: 'Mute for an hour' })).toBeEnabled();
});

test('whose clock is hours ahead mutes a room for as long as everybody', async () => {
  aheadByHours(3);
  const { sent } = look({ mutedUntil: new Date(Date.now() - 2 * hour).toISOString() });
  await open();
  expect(await screen.findByText(/^Muted until \d/)).toBeInTheDocument();
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Unmute' }));
  await waitFor(() => expect(sent()).toEqual([{ level: 'ALL' }]));
});

test('a mute that whose clock is hours ahead begins ends an hour from now', async () => {
  aheadByHours(3);
  const { sent } = look();
  await open();
  const before = Date.now() - 3 * hour;
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Mute for an hour' }));
  await waitFor(() => expect(sent()).toHaveLength(1));
  const { mutedUntil } = sent()[0] as { mutedUntil: string };
  expect(Date.parse(mutedUntil)).toBeGreaterThanOrEqual(before + hour);
  expect(Date.parse(mutedUntil)).toBeLessThan(before + hour + 60_000);
});

test('what the server refuses is asked for anew, as it stands there', async () => {
  const { refresh } = look({}, { [put]: () => problem(409, 'room-archived') });
  await open();
  await userEvent.click(await screen.findByRole('menuitemradio', { name: 'Nothing' }));
  await waitFor(() => expect(refresh).toHaveBeenCalledOnce());
});
