import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import type { Member } from '../../http/wire';
import type { PresentPerson } from '../../realtime/frames';
import { nobody } from '../../realtime/presenceState';
import { Value } from '../../realtime/store';
import { ada, bob } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { general, memberOf, stage } from '../../testing/stage';
import { Members } from './Members';

const cleo = { id: '3', username: 'cleo', displayName: 'Cleo' };
const dan = { id: '4', username: 'dan', displayName: 'Dan' };
const everybody = (mine: Member['role']) => [
  memberOf(dan, 'MEMBER'),
  memberOf(cleo, 'MODERATOR'),
  memberOf(ada, mine),
  memberOf(bob, 'OWNER'),
];

beforeEach(() => startI18n('en'));

/** The members as I see them in a role of mine; `answers` come on top of the list itself. */
function look(mine: Member['role'], answers: Parameters<typeof serve>[0] = {}, archived = false) {
  const asked = serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/rooms/7/members?limit=200': () => ({ body: { members: everybody(mine) } }),
    ...answers,
  });
  const room = general(memberOf(ada, mine), archived ? { archivedAt: '2026-03-02T10:00:00Z' } : {});
  stage(<Members room={room} me={ada} />);
  return asked;
}

const menuOf = (name: string) => screen.queryByRole('button', { name: `What to do with ${name}` });

async function choose(name: string, item: string) {
  await userEvent.click(await screen.findByRole('button', { name: `What to do with ${name}` }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

test('shows who is there by their roles, the highest first, and who of them I am', async () => {
  look('MEMBER');
  const owners = await screen.findByRole('list', { name: 'Owner' });
  expect(owners).toHaveTextContent('Bob@bob');
  expect(screen.getByRole('list', { name: 'Moderator' })).toHaveTextContent('Cleo@cleo');
  const members = within(screen.getByRole('list', { name: 'Members' })).getAllByRole('listitem');
  expect(members.map((row) => row.textContent)).toEqual([
    expect.stringContaining('Dan@dan'),
    expect.stringContaining('Ada@ada · you'),
  ]);
  expect(screen.getAllByRole('heading').map((heading) => heading.textContent)).toEqual([
    'Owner',
    'Moderator',
    'Members',
  ]);
});

test.each([
  ['OWNER', { Bob: true, Cleo: true, Dan: true }],
  ['MODERATOR', { Bob: false, Cleo: false, Dan: true }],
  ['MEMBER', { Bob: false, Cleo: false, Dan: false }],
] as const)('whoever is %s is offered what they may do, and to whom', async (mine, offered) => {
  look(mine);
  await screen.findByText('Dan');
  for (const [name, may] of Object.entries(offered)) expect(menuOf(name) !== null, name).toBe(may);
  expect(menuOf('Ada')).toBeNull();
});

test('owners give roles, moderators only remove', async () => {
  look('MODERATOR');
  await userEvent.click(await screen.findByRole('button', { name: 'What to do with Dan' }));
  expect((await screen.findAllByRole('menuitem')).map((item) => item.textContent)).toEqual([
    'Remove from the room',
  ]);
});

test('in an archived room nobody is removed and no role is given', async () => {
  look('OWNER', {}, true);
  await screen.findByText('Dan');
  expect(menuOf('Dan')).toBeNull();
});

test('gives a role, and shows what the server then says', async () => {
  let role: Member['role'] = 'MEMBER';
  const asked = look('OWNER', {
    'GET /api/rooms/7/members?limit=200': () => ({
      body: { members: [memberOf(ada, 'OWNER'), memberOf(dan, role)] },
    }),
    'PATCH /api/rooms/7/members/4': () => {
      role = 'MODERATOR';
      return { body: memberOf(dan, role) };
    },
  });
  await choose('Dan', 'Make moderator');
  expect(await screen.findByRole('list', { name: 'Moderator' })).toHaveTextContent('Dan');
  expect(asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ role: 'MODERATOR' });
});

test('says why a role was not given, and shows the one that stands', async () => {
  look('OWNER', { 'PATCH /api/rooms/7/members/2': () => problem(409, 'last-owner') });
  await choose('Bob', 'Make plain member');
  expect(await screen.findByRole('alert')).toHaveTextContent('A room needs at least one owner.');
  expect(screen.getByRole('list', { name: 'Owners' })).toHaveTextContent('Bob');
});

test('removing asks first; what is refused is told where it was asked, and nobody is gone', async () => {
  const asked = look('OWNER', { 'DELETE /api/rooms/7/members/4': () => problem(403, 'forbidden') });
  await choose('Dan', 'Remove from the room');
  const question = await screen.findByRole('dialog', { name: 'Remove Dan?' });
  expect(asked.some(({ method }) => method === 'DELETE')).toBe(false);
  await userEvent.click(within(question).getByRole('button', { name: 'Remove from the room' }));
  expect(await within(question).findByRole('alert')).toHaveTextContent('You may not do this.');
  await userEvent.click(within(question).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(screen.getByText('Dan')).toBeVisible();
});

test('whoever removes somebody may say why', async () => {
  const asked = look('OWNER', { 'DELETE /api/rooms/7/members/4': () => ({ status: 204 }) });
  await choose('Dan', 'Remove from the room');
  const question = await screen.findByRole('dialog', { name: 'Remove Dan?' });
  await userEvent.type(within(question).getByLabelText('Reason'), ' spam ');
  await userEvent.click(within(question).getByRole('button', { name: 'Remove from the room' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.find(({ method }) => method === 'DELETE')?.body).toEqual({ reason: 'spam' });
});

test('in a room whose people are known they stand by how they are here, with what they say and when they were seen', async () => {
  serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/rooms/7/members?limit=200': () => ({ body: { members: everybody('MEMBER') } }),
  });
  const status = { text: 'proofs', emoji: '🎧' };
  const people = new Map<string, PresentPerson>([
    [ada.id, { account: ada.id, presence: 'ONLINE', status }],
    [bob.id, { account: bob.id, presence: 'DROPPED', lastSeenAt: new Date().toISOString() }],
    [cleo.id, { account: cleo.id, presence: 'OFFLINE', lastSeenAt: '2020-03-01T10:00:00Z' }],
  ]);
  const counts = { online: 1, away: 0, doNotDisturb: 0, dropped: 1 };
  stage(
    <Members room={general(memberOf(ada, 'MEMBER'))} me={ada} />,
    new Value({ ...nobody, people, rooms: new Map([['7', { counts, complete: true }]]) }),
  );
  const online = await screen.findByRole('list', { name: 'Online · 1' });
  expect(online).toHaveTextContent('🎧 proofs');
  expect(within(online).getByRole('img', { name: 'online' })).toBeVisible();
  expect(screen.getByRole('list', { name: 'Reconnecting · 1' })).toHaveTextContent(
    'BobOwner@bobReconnecting…',
  );
  const offline = screen.getByRole('list', { name: 'Offline · 1' });
  expect(offline).toHaveTextContent(/Cleo.*Last seen \d+ years ago/);
  expect(within(offline).getByRole('img', { name: 'offline' })).toBeVisible();
  const unknown = screen.getByRole('list', { name: 'Not known whether here · 1' });
  expect(unknown).toHaveTextContent('Dan@dan');
  expect(within(unknown).queryByRole('img')).toBeNull();
});

test('in a large room whoever is not known has no mark, and those who are have one', async () => {
  serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/rooms/7/members?limit=200': () => ({ body: { members: everybody('MEMBER') } }),
  });
  const people = new Map<string, PresentPerson>([[cleo.id, { account: cleo.id, presence: 'OFFLINE' }]]);
  const counts = { online: 1, away: 0, doNotDisturb: 0, dropped: 0 };
  stage(
    <Members room={general(memberOf(ada, 'MEMBER'), { memberCount: 300 })} me={ada} />,
    new Value({ ...nobody, people, rooms: new Map([['7', { counts, complete: false }]]) }),
  );
  const moderators = await screen.findByRole('list', { name: 'Moderator' });
  expect(within(moderators).getByRole('img', { name: 'offline' })).toBeVisible();
  expect(within(screen.getByRole('list', { name: 'Owner' })).queryByRole('img')).toBeNull();
});

test('the few of a direct room stand by how they are here, though no room tells of them', async () => {
  const members = [memberOf(ada, 'MEMBER'), memberOf(bob, 'MEMBER'), memberOf(cleo, 'MEMBER')];
  serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'GET /api/rooms/7/members?limit=200': () => ({ body: { members } }),
  });
  const people = new Map<string, PresentPerson>([
    [ada.id, { account: ada.id, presence: 'ONLINE' }],
    [bob.id, { account: bob.id, presence: 'AWAY' }],
  ]);
  stage(
    <Members
      room={general(memberOf(ada, 'MEMBER'), { kind: 'DIRECT', members: [ada, bob, cleo] })}
      me={ada}
    />,
    new Value({ ...nobody, people }),
  );
  expect(await screen.findByRole('list', { name: 'Online · 1' })).toHaveTextContent('Ada@ada · you');
  expect(screen.getByRole('list', { name: 'Away · 1' })).toHaveTextContent('Bob@bob');
  expect(screen.getByRole('list', { name: 'Not known whether here · 1' })).toHaveTextContent('Cleo@cleo');
  expect(screen.queryByRole('button', { name: /What to do with/ })).toBeNull();
});
