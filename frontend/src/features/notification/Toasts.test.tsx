import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useLocation } from 'wouter';
import { startI18n } from '../../app/i18n';
import type { Message, Room } from '../../http/wire';
import type { Notice } from '../../realtime/frames';
import { ada, bob } from '../../testing/room';
import { serve } from '../../testing/server';
import { general, headOf, memberOf, myRooms, stage } from '../../testing/stage';
import { Toasts } from './Toasts';
import { useNotifications } from './useNotifications';

const room = general(memberOf(ada, 'MEMBER'));
const direct: Room = { ...general(undefined), id: '9', name: 'Bob', kind: 'DIRECT', members: [ada, bob] };
const said: Message = {
  id: 'm6',
  room: '7',
  seq: 6,
  rev: 6,
  author: bob,
  body: 'Look, **@ada**',
  createdAt: '2026-03-01T10:00:00Z',
  reactions: [],
};
const mention: Notice = {
  type: 'mention.created',
  room: { id: '7', name: 'general', kind: 'PUBLIC' },
  message: said,
};
const invitation: Notice = {
  type: 'invitation.created',
  room: { id: '8', name: 'secret', kind: 'PRIVATE' },
  invitedBy: bob,
};

function Page({ doNotDisturb }: { doNotDisturb: boolean }) {
  const [path, navigate] = useLocation();
  const { toasts, dismiss } = useNotifications({
    path,
    doNotDisturb,
    toText: (body) => body.replaceAll('*', ''),
    onOpen: navigate,
  });
  return (
    <>
      <textarea aria-label="Message" />
      <Toasts toasts={toasts} onDismiss={dismiss} />
    </>
  );
}

interface Options {
  path?: string;
  settings?: object;
  doNotDisturb?: boolean;
}

/** Ada, who is in `general`, on some other page. */
async function look({ path = '/rooms/1', settings = {}, doNotDisturb = false }: Options = {}) {
  history.replaceState(null, '', path);
  const asked = serve({
    'GET /api/settings/notifications': () => ({ body: { desktop: true, sound: false, ...settings } }),
  });
  const around = stage(<Page doNotDisturb={doNotDisturb} />);
  act(() => around.rooms.set(myRooms(headOf(room))));
  await waitFor(() => expect(asked).not.toHaveLength(0));
  // The answer has to be parsed before it is known.
  await act(() => new Promise((resolve) => setTimeout(resolve)));
  return around;
}

const links = () => screen.queryAllByRole('link').map((link) => link.textContent);

beforeEach(() => startI18n('en'));
afterEach(() => vi.useRealTimers());

test('a mention elsewhere is told within the page, to screen readers too, and leads there', async () => {
  const { tell } = await look();
  act(() => tell(mention));
  const link = await screen.findByRole('link', { name: /Bob mentioned you in general/ });
  expect(screen.getByRole('log', { name: 'What just arrived' })).toContainElement(link);
  expect(link).toHaveTextContent('Look, @ada');
  expect(link).not.toHaveTextContent('*');
  await userEvent.click(link);
  expect(location.pathname + location.search).toBe('/rooms/7?at=6');
  expect(links()).toEqual([]);
});

test('it can be closed', async () => {
  const { tell } = await look();
  act(() => tell(mention));
  await userEvent.click(await screen.findByRole('button', { name: 'Dismiss: Bob mentioned you in general' }));
  expect(links()).toEqual([]);
  expect(location.pathname).toBe('/rooms/1');
});

test('it is withdrawn when it is read on another device', async () => {
  const { tell, rooms } = await look();
  act(() => tell(mention));
  await screen.findByRole('link');
  act(() => rooms.set(myRooms(headOf(room, { head: { rev: 6, seq: 6 }, unread: 1, mentions: 1 }))));
  expect(links()).toHaveLength(1);
  act(() => rooms.set(myRooms(headOf(room, { head: { rev: 6, seq: 6 }, lastRead: 6 }))));
  expect(links()).toEqual([]);
});

const mentionedThere = headOf(room, { head: { rev: 6, seq: 6 }, unread: 1, mentions: 1 });

test('a mention of which no notice comes is told from the counts after a while', async () => {
  const { rooms } = await look();
  vi.useFakeTimers();
  act(() => rooms.set(myRooms(mentionedThere)));
  act(() => void vi.advanceTimersByTime(2900));
  expect(links()).toEqual([]);
  act(() => void vi.advanceTimersByTime(100));
  expect(links()).toEqual([expect.stringContaining('You were mentioned in general')]);
  expect(screen.getByRole('link')).toHaveAttribute('href', '/rooms/7');
});

test('a mention is told once, whether its notice comes before or after the counts', async () => {
  for (const noticeFirst of [true, false]) {
    const { rooms, tell, unmount } = await look();
    vi.useFakeTimers();
    if (noticeFirst) act(() => tell(mention));
    act(() => rooms.set(myRooms(mentionedThere)));
    if (!noticeFirst) act(() => tell(mention));
    act(() => void vi.advanceTimersByTime(5000));
    expect(links()).toEqual([expect.stringContaining('Bob mentioned you in general')]);
    unmount();
    vi.useRealTimers();
  }
});

test('a mention that was read meanwhile is not told late', async () => {
  const { rooms } = await look();
  vi.useFakeTimers();
  act(() => rooms.set(myRooms(mentionedThere)));
  act(() => rooms.set(myRooms(headOf(room, { head: { rev: 6, seq: 6 }, lastRead: 6 }))));
  act(() => void vi.advanceTimersByTime(5000));
  expect(links()).toEqual([]);
});

test.each<[string, Options]>([
  ['who looks at the room', { path: '/rooms/7' }],
  ['who is not to be disturbed', { doNotDisturb: true }],
  ['who wants no notifications', { settings: { desktop: false } }],
  ['who sleeps', { settings: { quiet: { from: '00:00', to: '23:59', timeZone: 'Mars/Base' } } }],
])('nothing is told to %s', async (_, options) => {
  const { tell } = await look(options);
  act(() => tell(mention));
  expect(links()).toEqual([]);
});

test('nothing is told of a room that is muted, or is to tell nothing', async () => {
  const { rooms, tell } = await look();
  for (const change of [{ level: 'NOTHING' as const }, { mutedUntil: '9999-01-01T00:00:00Z' }]) {
    act(() => rooms.set(myRooms(headOf(room, change))));
    act(() => tell(mention));
  }
  expect(links()).toEqual([]);
});

test('a private message is told, also the first of somebody; what is said in other rooms is not', async () => {
  const { rooms } = await look();
  const unread = { head: { rev: 6, seq: 6 }, unread: 1 };
  act(() => rooms.set(myRooms(headOf(room, unread), headOf(direct, { ...unread, lastRead: 0 }))));
  expect(links()).toEqual([expect.stringContaining('Bob wrote to you')]);
  expect(screen.getByRole('link')).toHaveAttribute('href', '/rooms/9');
});

test('who asks to write is told as that', async () => {
  const { rooms } = await look();
  const asked = headOf(direct, { head: { rev: 1, seq: 1 }, lastRead: 0, unread: 1, request: { from: bob } });
  act(() => rooms.set(myRooms(headOf(room), asked)));
  expect(links()).toEqual([expect.stringContaining('Bob would like to write to you')]);
});

test('an invitation is told until it is accepted somewhere', async () => {
  const { rooms, tell } = await look();
  act(() => tell(invitation));
  expect(links()).toEqual([expect.stringContaining('Bob invited you to secret')]);
  expect(screen.getByRole('link')).toHaveAttribute('href', '/invitations');
  act(() => rooms.set(myRooms(headOf(room), headOf({ ...room, id: '8', name: 'secret' }))));
  expect(links()).toEqual([]);
});

test('the keyboard reaches the newest and closes it, and is then where it was', async () => {
  const { tell } = await look();
  act(() => tell(mention));
  act(() => tell(invitation));
  await userEvent.click(screen.getByLabelText('Message'));
  await userEvent.keyboard('{Alt>}t{/Alt}');
  expect(document.activeElement).toHaveTextContent('Bob invited you');
  await userEvent.keyboard('{Escape}');
  expect(document.activeElement).toHaveTextContent('Bob mentioned you');
  await userEvent.keyboard('{Escape}');
  expect(links()).toEqual([]);
  expect(screen.getByLabelText('Message')).toHaveFocus();
});

test('it goes by itself after a while, but not while somebody is at it', async () => {
  const { tell } = await look();
  vi.useFakeTimers();
  act(() => tell(mention));
  act(() => screen.getByRole('link').focus());
  act(() => void vi.advanceTimersByTime(60_000));
  expect(links()).toHaveLength(1);
  act(() => screen.getByLabelText('Message').focus());
  act(() => void vi.advanceTimersByTime(9000));
  expect(links()).toHaveLength(1);
  act(() => void vi.advanceTimersByTime(2000));
  expect(links()).toEqual([]);
});

test('of many the newest three are shown', async () => {
  const { tell } = await look();
  for (const id of ['11', '12', '13', '14']) {
    act(() => tell({ ...invitation, room: { id, name: `room ${id}`, kind: 'PRIVATE' } }));
  }
  expect(links().map((text) => /room \d+/.exec(text)?.[0])).toEqual(['room 12', 'room 13', 'room 14']);
});
