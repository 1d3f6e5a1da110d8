import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import type { Message, Room } from '../../http/wire';
import { ada, bob } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { general, headOf, myRooms, stage } from '../../testing/stage';
import { MyMentions } from './MyMentions';

const first = 'GET /api/mentions?limit=30';
const older = 'GET /api/mentions?limit=30&before=c1';

function mention(seq: number, body: string, room: object = { id: '7', name: 'general', kind: 'PUBLIC' }) {
  const message: Message = {
    id: `m${String(seq)}`,
    room: '7',
    seq,
    rev: seq,
    author: bob,
    body,
    createdAt: '2026-03-01T10:00:00Z',
    reactions: [],
  };
  return { room, message };
}

beforeEach(() => startI18n('en'));

function look(answers: Parameters<typeof serve>[0]) {
  const asked = serve({ 'GET /api/session': () => ({ body: session(ada) }), ...answers });
  return { asked, ...stage(<MyMentions me={ada} />) };
}

test('each says who, when and what, and leads to where it was said', async () => {
  look({ [first]: () => ({ body: { mentions: [mention(6, 'Look, @ada: it **turns**')] } }) });
  const entry = within(await screen.findByRole('listitem'));
  expect(entry.getByText('Bob')).toBeVisible();
  expect(entry.getByText(/March 1, 2026/)).toHaveAttribute('datetime', '2026-03-01T10:00:00Z');
  expect(entry.getByText('turns').tagName).toBe('STRONG');
  expect(entry.getByRole('link', { name: 'Open in general' })).toHaveAttribute('href', '/rooms/7?at=6');
  expect(screen.queryByRole('button')).toBeNull();
});

test('the names of whoever wrote it and of whom else it mentions show who they are', async () => {
  const { room, message } = mention(6, '@ada, ask @cleo');
  const cleo = { id: '3', username: 'cleo', displayName: 'Cleo' };
  const mentions = { accounts: [ada, cleo], here: false, room: false };
  serve({ [first]: () => ({ body: { mentions: [{ room, message: { ...message, mentions } }] } }) });
  const onPerson = vi.fn();
  stage(<MyMentions me={ada} onPerson={onPerson} />);
  await userEvent.click(await screen.findByRole('button', { name: 'Bob' }));
  expect(onPerson).toHaveBeenLastCalledWith(expect.objectContaining({ id: bob.id }));
  await userEvent.click(screen.getByRole('button', { name: '@cleo' }));
  expect(onPerson).toHaveBeenLastCalledWith(expect.objectContaining({ id: cleo.id }));
});

test('one of a private conversation, which has no name, is called by whom I talk with', async () => {
  const { rooms } = look({
    [first]: () => ({ body: { mentions: [mention(6, '@ada', { id: '9', kind: 'DIRECT' })] } }),
  });
  expect(await screen.findByRole('link', { name: 'Open the conversation with Bob' })).toHaveAttribute(
    'href',
    '/rooms/9?at=6',
  );
  const direct: Room = { ...general(undefined), id: '9', name: 'Bob, Cleo', kind: 'DIRECT' };
  act(() => rooms.set(myRooms(headOf(direct))));
  expect(screen.getByRole('link', { name: 'Open the conversation with Bob, Cleo' })).toBeVisible();
});

test('older ones follow when they are asked for', async () => {
  look({
    [first]: () => ({ body: { mentions: [mention(6, 'the newest')], next: 'c1' } }),
    [older]: () => ({ body: { mentions: [mention(2, 'the first')] } }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Older mentions' }));
  await screen.findByText('the first');
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
    expect.stringContaining('the newest'),
    expect.stringContaining('the first'),
  ]);
  expect(screen.queryByRole('button', { name: 'Older mentions' })).toBeNull();
});

test('a page that is empty is not the last: what I may read may come later', async () => {
  look({
    [first]: () => ({ body: { mentions: [], next: 'c1' } }),
    [older]: () => ({ body: { mentions: [mention(2, 'the first')] } }),
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Older mentions' }));
  expect(await screen.findByText('the first')).toBeVisible();
});

test('without any it says what appears here', async () => {
  look({ [first]: () => ({ body: { mentions: [] } }) });
  expect(await screen.findByText('Nobody has mentioned you yet.')).toBeVisible();
});

test('a mention that arrives is shown at once', async () => {
  const mentions = [mention(6, 'the first')];
  const { tell } = look({ [first]: () => ({ body: { mentions } }) });
  await screen.findByText('the first');
  const arrived = mention(7, 'the next');
  mentions.unshift(arrived);
  act(() =>
    tell({
      type: 'mention.created',
      room: { id: '7', name: 'general', kind: 'PUBLIC' },
      message: arrived.message,
    }),
  );
  expect(await screen.findByText('the next')).toBeVisible();
});

test('what could not be loaded is tried again by a button', async () => {
  let isUp = false;
  look({
    [first]: () => (isUp ? { body: { mentions: [mention(6, 'here again')] } } : problem(503, 'unavailable')),
  });
  expect(await screen.findByText('The mentions could not be loaded.')).toBeVisible();
  isUp = true;
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('here again')).toBeVisible();
});
