import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import type { Member } from '../../http/wire';
import { ada } from '../../testing/room';
import { problem, serve, session } from '../../testing/server';
import { general, memberOf, stage } from '../../testing/stage';
import { RoomHeader } from './RoomHeader';

beforeEach(() => startI18n('en'));

function head(answers: Parameters<typeof serve>[0], more: Parameters<typeof general>[1] = {}) {
  const asked = serve({ 'GET /api/session': () => ({ body: session(ada) }), ...answers });
  stageAs('OWNER', more);
  return asked;
}

function stageAs(role: Member['role'], more: Parameters<typeof general>[1] = {}) {
  return stage(
    <RoomHeader
      room={general(memberOf(ada, role), more)}
      me={ada}
      membersShown={false}
      onToggleMembers={() => undefined}
      onLeft={() => undefined}
      webhooks={null}
    />,
  );
}

async function choose(item: string) {
  await userEvent.click(screen.getByRole('button', { name: 'More about this room' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  return screen.findByRole('dialog');
}

test('renames a room, and sends nothing but what is new', async () => {
  const asked = head({ 'PATCH /api/rooms/7': () => ({ body: general(memberOf(ada, 'OWNER')) }) });
  const dialog = await choose('Room settings');
  const name = within(dialog).getByLabelText('Name');
  expect(name).toHaveValue('general');
  expect(within(dialog).getByLabelText('Description')).toHaveValue('Everything else');
  await userEvent.clear(name);
  expect(within(dialog).getByRole('button', { name: 'Save' })).toBeDisabled();
  await userEvent.type(name, '  lobby {Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ name: 'lobby' });
});

test('a taken name is told beside its field, until another is typed', async () => {
  head({ 'PATCH /api/rooms/7': () => problem(409, 'room-name-taken') });
  const dialog = await choose('Room settings');
  const name = within(dialog).getByLabelText('Name');
  await userEvent.type(name, '2{Enter}');
  await waitFor(() => expect(name).toBeInvalid());
  expect(name).toHaveAccessibleDescription('There is a room of this name already.');
  expect(within(dialog).queryByRole('alert')).toBeNull();
  await userEvent.type(name, '3');
  expect(name).toBeValid();
});

test('whatever else is refused is told above the fields', async () => {
  head({ 'PATCH /api/rooms/7': () => problem(403, 'forbidden') });
  const dialog = await choose('Room settings');
  await userEvent.type(within(dialog).getByLabelText('Name'), '2{Enter}');
  expect(await within(dialog).findByRole('alert')).toHaveTextContent('You may not do this.');
});

test('archiving asks first', async () => {
  const asked = head({ 'PATCH /api/rooms/7': () => ({ body: general(memberOf(ada, 'OWNER')) }) });
  const dialog = await choose('Archive');
  // A dialog is named by its title a moment after it is there.
  await waitFor(() => expect(dialog).toHaveAccessibleName('Archive general?'));
  expect(asked).toEqual([]);
  await userEvent.click(within(dialog).getByRole('button', { name: 'Archive' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.find(({ method }) => method === 'PATCH')?.body).toEqual({ archived: true });
});

test('an archived room is only brought back or left', async () => {
  head({}, { archivedAt: '2026-03-02T10:00:00Z' });
  await userEvent.click(screen.getByRole('button', { name: 'More about this room' }));
  const items = (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
  expect(items).toEqual(['Bring back', 'Leave room']);
});

test('plain members may leave, and in a private room invite', async () => {
  stageAs('MEMBER', { kind: 'PRIVATE' });
  await userEvent.click(screen.getByRole('button', { name: 'More about this room' }));
  const items = (await screen.findAllByRole('menuitem')).map((item) => item.textContent);
  expect(items).toEqual(['Invite people', 'Leave room']);
});
