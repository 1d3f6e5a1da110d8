import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useSyncExternalStore } from 'react';
import { startI18n } from '../../app/i18n';
import type { Room } from '../../http/wire';
import { Value } from '../../realtime/store';
import { ada } from '../../testing/room';
import { serve, session } from '../../testing/server';
import { general, memberOf, stage } from '../../testing/stage';
import { RoomSettings } from './RoomSettings';

const room = general(memberOf(ada, 'OWNER'));

/** The settings while the room changes elsewhere. */
function Page({ room: state }: { room: Value<Room> }) {
  const now = useSyncExternalStore(state.subscribe, state.get);
  return <RoomSettings opened room={now} webhooks={null} onClose={() => undefined} />;
}

async function look() {
  const asked = serve({
    'GET /api/session': () => ({ body: session(ada) }),
    'PATCH /api/rooms/7': () => ({ body: room }),
  });
  const state = new Value(room);
  stage(<Page room={state} />);
  const dialog = within(await screen.findByRole('dialog'));
  const save = async () => {
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(asked.some(({ method }) => method === 'PATCH')).toBe(true));
    return asked.find(({ method }) => method === 'PATCH')?.body;
  };
  const become = (change: Partial<Room>) => act(() => state.set({ ...state.get(), ...change }));
  return { dialog, save, become };
}

beforeEach(() => startI18n('en'));

test('what is not touched follows the room, and is not sent', async () => {
  const { dialog, save, become } = await look();
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Locked: only moderators write' }));
  become({ name: 'lobby', slowSeconds: 30 });
  expect(dialog.getByLabelText('Name')).toHaveValue('lobby');
  expect(dialog.getByLabelText('Slow mode')).toHaveValue('30');
  expect(dialog.queryByRole('status')).toBeNull();
  expect(await save()).toEqual({ locked: true });
});

test('what somebody else changed meanwhile is overwritten only after it was told', async () => {
  const { dialog, save, become } = await look();
  await userEvent.type(dialog.getByLabelText('Name'), '2');
  become({ name: 'lobby' });
  expect(dialog.getByLabelText('Name')).toHaveValue('general2');
  expect(dialog.getByRole('status')).toHaveTextContent(/Somebody else changed this meanwhile.*Name/);
  expect(await save()).toEqual({ name: 'general2' });
});

test('who wants what the room has become meanwhile changes nothing', async () => {
  const { dialog, save, become } = await look();
  await userEvent.type(dialog.getByLabelText('Name'), '2');
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Announcements only: members react' }));
  become({ name: 'general2' });
  expect(dialog.queryByRole('status')).toBeNull();
  expect(await save()).toEqual({ announcementsOnly: true });
});

test('who takes back what they did follows the room again', async () => {
  const { dialog, save, become } = await look();
  await userEvent.type(dialog.getByLabelText('Name'), '2{Backspace}');
  await userEvent.click(dialog.getByRole('checkbox', { name: 'Announcements only: members react' }));
  become({ name: 'lobby' });
  expect(dialog.getByLabelText('Name')).toHaveValue('lobby');
  expect(await save()).toEqual({ announcementsOnly: true });
});
