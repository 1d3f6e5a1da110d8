import { MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { initReactI18next } from 'react-i18next';
import { http } from '../../http/httpClient';
import { Problem } from '../../http/problem';
import type { RoomEvent } from '../../realtime/follow';
import { MovedBack } from '../../realtime/movedBack';
import type { Outgoing } from '../../realtime/outbox';
import { nobody } from '../../realtime/presenceState';
import type { Realtime } from '../../realtime/Realtime';
import { Value } from '../../realtime/store';
import { RealtimeContext } from '../../realtime/useRealtime';
import { ada, bob, RoomOnServer } from '../../testing/room';
import ui from '../../ui/en.json';
import { Conversation } from './Conversation';
import message from './en.json';
import type { CommandAnswer } from './slash';

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

const weather = { id: '9', username: 'weather', displayName: 'Weather', bot: true };
const lock = { name: 'lock', arguments: '' };
const slowCommand = { name: 'slow', arguments: '30s | off' };
const weatherCommand = {
  name: 'weather-in',
  arguments: 'city',
  description: 'what the sky will do',
  bot: weather,
};

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
function conversing(
  server: RoomOnServer,
  {
    member = true,
    archived = false,
    slow = false,
    onCommand,
  }: {
    member?: boolean;
    archived?: boolean;
    slow?: boolean;
    onCommand?: (text: string) => Promise<CommandAnswer | undefined>;
  } = {},
) {
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
  const movedBack = new MovedBack();
  const hinted: string[] = [];
  const realtime = {
    stomp: {
      state: new Value({ status: 'connected' }),
      hint: (destination: string) => hinted.push(destination) > 0,
      send: (destination: string, body: object) => {
        sent.push({ destination, body });
        return Promise.resolve();
      },
    },
    cursors: { move: () => undefined },
    rooms: { movedBack, state: new Value(0) },
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
          <Conversation
            room="7"
            me={ada}
            {...(onCommand ? { onCommand, commands: [lock, slowCommand, weatherCommand] } : {})}
          />
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
    movedBack,
    hinted,
    tellNewest: () => {
      const frame = server.frames.at(-1);
      if (frame) act(() => tell({ type: 'frame', frame }));
    },
  };
}

/** Ends what somebody waits for, and lets them hear of it. */
async function settle(end: () => void): Promise<void> {
  await act(async () => {
    end();
    await Promise.resolve();
  });
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

test('a slash offers the commands of bots, with what they do and whose they are', async () => {
  conversing(new RoomOnServer(), { onCommand: () => Promise.resolve(undefined) });
  await userEvent.type(field(), '/');
  expect(screen.getByRole('option', { name: /weather-in/ })).toHaveTextContent(
    '/weather-in citywhat the sky will doby Weather',
  );
  expect(screen.getByRole('option', { name: /lock/ })).toHaveTextContent('/lock only moderators write');
  await userEvent.keyboard('w{Enter}');
  expect(field()).toHaveValue('/weather-in ');
});

test('what a bot answers to me alone is shown until I close it, and is no message', async () => {
  const answers: ((answer: CommandAnswer | undefined) => void)[] = [];
  const given: string[] = [];
  const { posted } = conversing(new RoomOnServer(), {
    onCommand: (text) => {
      given.push(text);
      return new Promise((resolve) => answers.push(resolve));
    },
  });
  await userEvent.type(field(), '/weather-in Oslo{Enter}');
  expect(given).toEqual(['/weather-in Oslo']);
  expect(screen.getByRole('status')).toHaveTextContent('Weather is being asked…');

  await settle(() => answers[0]?.({ bot: weather, body: '**Rain.**' }));
  const card = screen.getByRole('status');
  expect(within(card).getByText('Rain.').tagName).toBe('STRONG');
  expect(card).toHaveTextContent('Weather');
  expect(within(card).getByText('Bot')).toBeVisible();
  expect(within(card).getByText('Only you see this')).toBeVisible();
  expect(screen.queryByRole('article')).toBeNull();
  expect(posted).toEqual([]);

  await userEvent.click(within(card).getByRole('button', { name: 'Close the answer of Weather' }));
  expect(screen.queryByRole('status')).toBeNull();
});

test('a later command takes the answer to an earlier one away', async () => {
  const answers: ((answer: CommandAnswer | undefined) => void)[] = [];
  conversing(new RoomOnServer(), { onCommand: () => new Promise((resolve) => answers.push(resolve)) });
  await userEvent.type(field(), '/weather-in Oslo{Enter}');
  await settle(() => answers[0]?.({ bot: weather, body: 'Rain.' }));
  expect(screen.getByText('Rain.')).toBeVisible();
  await userEvent.type(field(), '/lock{Enter}');
  expect(screen.queryByText('Rain.')).toBeNull();
  await settle(() => answers[1]?.(undefined));
  expect(screen.getByRole('status')).toHaveTextContent('Done.');
});

test.each([
  ['/weather-in Oslo', new Problem('unavailable'), 'The bot does not answer. Try again later.'],
  ['/weather-in Oslo', new Problem('busy'), 'The bot has too much to answer at the moment.'],
  [
    '/weather-in Oslo',
    new Problem('invalid', {
      errors: [{ field: 'text', message: 'A command has at most 1000 characters.' }],
    }),
    'A command has at most 1000 characters.',
  ],
  ['/lock', new Problem('unavailable'), 'The server is not available right now.'],
  ['/lock now', new Problem('invalid'), 'It is written like this: /lock'],
  [
    '/slow 7h',
    new Problem('invalid', { errors: [{ field: 'text', message: 'A room is slow by at most 6 hours.' }] }),
    'A room is slow by at most 6 hours. It is written like this: /slow 30s | off',
  ],
  [
    '/slow down',
    new Problem('invalid', { detail: 'It is written like this: /slow 30s | off' }),
    /work\. It is written like this: \/slow 30s \| off$/,
  ],
  [
    '/slow 5s',
    new Problem('invalid', { detail: 'They are a member already.' }),
    'They are a member already. It is written like this: /slow 30s | off',
  ],
])('the refusal of %s says why, and the text is there again', async (text, problem, reason) => {
  conversing(new RoomOnServer(), { onCommand: () => Promise.reject(problem) });
  await userEvent.type(field(), `${text}{Enter}`);
  expect(await screen.findByRole('alert')).toHaveTextContent(reason);
  expect(screen.getByRole('alert')).toHaveTextContent(/^That did not work\./);
  expect(field()).toHaveValue(text);
  expect(screen.queryByRole('status')).toBeNull();
});

test('a command that is refused late does not get into what I edit meanwhile', async () => {
  let refuse: (problem: Problem) => void = () => undefined;
  const server = new RoomOnServer();
  server.post('mine', ada);
  conversing(server, { onCommand: () => new Promise((_, reject) => (refuse = reject)) });
  await userEvent.type(field(), '/weather-in Oslo{Enter}');
  await userEvent.type(field(), '{ArrowUp}');
  await settle(() => refuse(new Problem('unavailable')));
  expect(field()).toHaveValue('mine');
  await userEvent.keyboard('{Escape}');
  expect(field()).toHaveValue('/weather-in Oslo');
});

test('what was marked as unread elsewhere stays so until I do something in the room', async () => {
  const { movedBack } = conversing(new RoomOnServer());
  const markElsewhere = () => [5, 2].forEach((lastRead) => movedBack.heard('7', lastRead));
  markElsewhere();
  await userEvent.pointer({ target: screen.getByRole('region', { name: 'general' }) });
  field().focus();
  await userEvent.keyboard('{Alt>}{Tab}{/Alt}{Control>}k{/Control}');
  expect(movedBack.has('7')).toBe(true);
  await userEvent.keyboard('h');
  expect(movedBack.has('7')).toBe(false);
  markElsewhere();
  await userEvent.click(screen.getByRole('region', { name: 'general' }));
  expect(movedBack.has('7')).toBe(false);
});

test.each(['/', '/lock', ' /slow 30s', '/weather-in Oslo'])('nobody is seen to type %s', async (text) => {
  const { hinted } = conversing(new RoomOnServer(), { onCommand: () => Promise.resolve(undefined) });
  await userEvent.type(field(), text);
  expect(hinted).toEqual([]);
});

test.each(['hello', '//lock', '/etc/hosts'])('somebody is seen to type %s', async (text) => {
  const { hinted } = conversing(new RoomOnServer(), { onCommand: () => Promise.resolve(undefined) });
  await userEvent.type(field(), text);
  expect(hinted).toContain('/app/rooms/7/typing');
});

test('where there are no commands, whoever begins with a slash is seen to type', async () => {
  const { hinted } = conversing(new RoomOnServer());
  await userEvent.type(field(), '/shrug');
  expect(hinted).toContain('/app/rooms/7/typing');
});
