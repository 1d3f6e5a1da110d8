import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { initReactI18next } from 'react-i18next';
import { http } from '../../http/httpClient';
import type { RoomEvent } from '../../realtime/follow';
import type { Outgoing } from '../../realtime/outbox';
import { nobody } from '../../realtime/presenceState';
import type { Realtime } from '../../realtime/Realtime';
import { Value } from '../../realtime/store';
import { RealtimeContext } from '../../realtime/useRealtime';
import { ada, bob, RoomOnServer } from '../../testing/room';
import ui from '../../ui/en.json';
import { Conversation } from './Conversation';
import message from './en.json';

// Nothing has a size here, so a list that shows what is in sight would show nothing.
vi.mock('react-virtuoso', () => ({
  Virtuoso: ({
    data,
    itemContent,
  }: {
    data: unknown[];
    itemContent: (index: number, row: unknown) => ReactNode;
  }) => data.map((row, index) => <div key={index}>{itemContent(index, row)}</div>),
}));

const membership = { account: ada, role: 'MEMBER', rev: 0, joinedAt: '2026-03-01T10:00:00Z' } as const;

beforeAll(async () => {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'en', resources: { en: { message, ui } }, interpolation: { escapeValue: false } });
});

beforeEach(() => {
  localStorage.clear();
  vi.spyOn(http, 'get').mockImplementation((path) =>
    path.includes('/members')
      ? Promise.resolve({ members: [membership, { ...membership, account: bob }] })
      : Promise.reject(new Error(path)),
  );
});

/** A conversation whose other end the test holds. */
function conversing(server: RoomOnServer, { member = true, archived = false, slow = false } = {}) {
  let tell: (event: RoomEvent) => void = () => undefined;
  const outgoing = new Value<readonly Outgoing[]>([]);
  const sent: { destination: string; body: object }[] = [];
  const posted: { body: string; replyTo: string | undefined }[] = [];
  const open = () => {
    const { room, ...snapshot } = server.snapshot();
    tell({
      type: 'opened',
      snapshot: {
        ...snapshot,
        room: { ...room, archivedAt: archived ? room.createdAt : undefined },
        lastRead: server.headSeq,
        membership: member ? membership : undefined,
      },
    });
  };
  const realtime = {
    stomp: {
      state: new Value({ status: 'connected' }),
      hint: () => true,
      send: (destination: string, body: object) => {
        sent.push({ destination, body });
        return Promise.resolve();
      },
    },
    rooms: { readUpTo: () => undefined },
    outbox: {
      state: outgoing,
      post: (_room: string, body: string, replyTo?: string) => {
        posted.push({ body, replyTo });
        return Promise.resolve();
      },
      discard: (unsent: Outgoing) => {
        outgoing.set([]);
        return Promise.resolve(unsent.body);
      },
    },
    follow: (_room: string, dispatch: (event: RoomEvent) => void) => {
      tell = dispatch;
      if (!slow) open();
      return () => undefined;
    },
    followPresence: () => () => undefined,
    presence: { state: new Value(nobody), want: () => () => undefined },
  } as unknown as Realtime;
  const view = render(
    <MantineProvider>
      <QueryClientProvider client={new QueryClient()}>
        <RealtimeContext value={realtime}>
          <Conversation room="7" me={ada} />
        </RealtimeContext>
      </QueryClientProvider>
    </MantineProvider>,
  );
  return {
    ...view,
    open: () => act(open),
    sent,
    posted,
    outgoing,
    tellNewest: () => {
      const frame = server.frames.at(-1);
      if (frame) act(() => tell({ type: 'frame', frame }));
    },
  };
}

const field = () => screen.getByRole('textbox', { name: 'Message to general' });

test('Enter sends, Shift and Enter begins a new line', async () => {
  const { posted } = conversing(new RoomOnServer());
  await userEvent.type(field(), 'one{Shift>}{Enter}{/Shift}two{Enter}');
  expect(posted).toEqual([{ body: 'one\ntwo', replyTo: undefined }]);
  expect(field()).toHaveValue('');
});

test('a draft is there again after the page was closed, and gone once it was sent', async () => {
  const first = conversing(new RoomOnServer());
  await userEvent.type(field(), 'not yet');
  first.unmount();
  conversing(new RoomOnServer());
  expect(field()).toHaveValue('not yet');
  await userEvent.type(field(), '{Enter}');
  expect(localStorage).toHaveLength(0);
});

test('a room that opens while somebody is in a dialog does not take the focus', () => {
  vi.spyOn(window, 'matchMedia').mockReturnValue(Object.assign(matchMedia(''), { matches: true }));
  const { open } = conversing(new RoomOnServer(), { slow: true });
  const { getByRole } = render(
    <div role="dialog">
      <input />
    </div>,
  );
  const input = within(getByRole('dialog')).getByRole('textbox');
  input.focus();
  open();
  expect(field()).toBeVisible();
  expect(input).toHaveFocus();
});

test('@ completes a name by keyboard', async () => {
  conversing(new RoomOnServer());
  await userEvent.type(field(), 'hello @b');
  expect(await screen.findByRole('option', { name: /Bob/ })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Enter}');
  expect(field()).toHaveValue('hello @bob ');
});

test('what is typed right after a name was completed follows it', async () => {
  conversing(new RoomOnServer());
  await userEvent.type(field(), ' and all{Home}@b');
  await screen.findByRole('option', { name: /Bob/ });
  await userEvent.setup({ delay: null }).keyboard('{Enter}there ');
  expect(field()).toHaveValue('@bob there and all');
});

test('Up in an empty composer edits my last message, Escape leaves it as it is', async () => {
  const server = new RoomOnServer();
  server.post('mine', ada);
  server.post('theirs', bob);
  const { sent } = conversing(server);
  await userEvent.type(field(), '{ArrowUp}');
  expect(field()).toHaveValue('mine');
  await userEvent.keyboard('{Escape}');
  expect(field()).toHaveValue('');
  await userEvent.type(field(), '{ArrowUp}');
  await userEvent.type(field(), '!{Enter}');
  expect(sent).toMatchObject([
    { destination: '/app/rooms/7/edit', body: { message: 'm1', body: 'mine!', rev: 1 } },
  ]);
});

test('a reply names what it replies to', async () => {
  const server = new RoomOnServer();
  server.post('question', bob);
  const { posted } = conversing(server);
  const row = screen.getByRole('article', { name: /Bob/ });
  await userEvent.click(within(row).getByRole('button', { name: 'Reply' }));
  expect(screen.getByText('Replying to Bob')).toBeVisible();
  await userEvent.type(field(), 'answer{Enter}');
  expect(posted).toEqual([{ body: 'answer', replyTo: 'm1' }]);
});

test('deleting asks first', async () => {
  const server = new RoomOnServer();
  server.post('mine', ada);
  const { sent } = conversing(server);
  await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect(sent).toEqual([]);
  await userEvent.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete' }));
  expect(sent).toMatchObject([{ destination: '/app/rooms/7/delete', body: { message: 'm1' } }]);
});

test('a new message of somebody else is read out, mine is not', () => {
  const server = new RoomOnServer();
  const { tellNewest } = conversing(server);
  server.post('**hello**', bob);
  tellNewest();
  expect(screen.getByRole('log')).toHaveTextContent('Bob: hello');
  server.post('mine', ada);
  tellNewest();
  expect(screen.getByRole('log')).toHaveTextContent('Bob: hello');
});

test('what was refused for good says why, and its text can be taken back', async () => {
  const { outgoing } = conversing(new RoomOnServer());
  act(() =>
    outgoing.set([
      {
        number: 1,
        account: ada.id,
        room: '7',
        clientId: 'c',
        body: 'too late',
        writtenAt: '2026-03-01T10:00:00Z',
        refused: 'room-archived',
      },
    ]),
  );
  expect(screen.getByRole('alert')).toHaveTextContent('Not sent. The room is archived.');
  await userEvent.click(screen.getByRole('button', { name: 'Edit' }));
  expect(field()).toHaveValue('too late');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('says how much is too much, counting an emoji once', async () => {
  const { posted } = conversing(new RoomOnServer());
  await userEvent.click(field());
  await userEvent.paste('😀'.repeat(4000));
  expect(screen.getByText('0 characters left')).toBeVisible();
  await userEvent.keyboard('x');
  expect(screen.getByText('1 character too many')).toBeVisible();
  await userEvent.keyboard('{Enter}');
  expect(posted).toEqual([]);
});

test('an archived room and one that I am not a member of cannot be written in', () => {
  const { unmount } = conversing(new RoomOnServer(), { archived: true });
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(screen.getByText(/archived/)).toBeVisible();
  unmount();
  conversing(new RoomOnServer(), { member: false });
  expect(screen.queryByRole('textbox')).toBeNull();
});
