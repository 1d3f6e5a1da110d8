import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { serverClock } from '../../http/serverClock';
import type { Sanction } from '../../http/wire';
import { problem, serve, session } from '../../testing/server';
import { general, stage } from '../../testing/stage';
import { KickNotice } from './KickNotice';
import { MyReports } from './MyReports';
import { OutcomeNotice } from './OutcomeNotice';
import { ReportDialog } from './ReportDialog';
import { RoomBan, useRoomBan } from './RoomBan';
import { SanctionDialog } from './SanctionDialog';
import { useSilence } from './useSilence';

const ada = { id: '3', username: 'ada', displayName: 'Ada' };
const bob = { id: '4', username: 'bob', displayName: 'Bob' };

const mute: Sanction = {
  id: '1',
  kind: 'MUTE',
  account: bob,
  room: { id: '7', name: 'general', kind: 'PUBLIC' },
  reason: 'noise',
  imposedBy: ada,
  createdAt: '2026-03-01T10:00:00Z',
};

beforeEach(() => startI18n('en'));

function Foot() {
  return <>{useSilence('7', general(undefined), false) ?? 'the composer'}</>;
}

test('who is muted sees by whom, why and for how long, and may write again on time', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-01T10:00:00Z') });
  try {
    const { sanctions } = stage(<Foot />);
    expect(screen.getByText('the composer')).toBeVisible();

    act(() => sanctions.set([{ ...mute, until: '2026-03-01T10:01:05Z' }]));
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByRole('status')).toHaveTextContent('You are muted in this room.');
    expect(screen.getByText('Ada: noise')).toBeVisible();
    expect(screen.getByRole('timer')).toHaveTextContent('1:05');

    await act(() => vi.advanceTimersByTimeAsync(30_000));
    expect(screen.getByRole('timer')).toHaveTextContent('0:35');
    await act(() => vi.advanceTimersByTimeAsync(36_000));
    expect(screen.getByText('the composer')).toBeVisible();
  } finally {
    vi.useRealTimers();
  }
});

test('whose clock is an hour ahead is muted for as long as everybody', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-01T11:00:00Z') });
  try {
    serverClock.heard(Date.parse('2026-03-01T10:00:00Z'), Date.now(), Date.now());
    const { sanctions } = stage(<Foot />);
    act(() => sanctions.set([{ ...mute, until: '2026-03-01T10:01:05Z' }]));
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByRole('timer')).toHaveTextContent('1:05');
    await act(() => vi.advanceTimersByTimeAsync(66_000));
    expect(screen.getByText('the composer')).toBeVisible();
  } finally {
    vi.useRealTimers();
    serverClock.heard(Date.now(), Date.now(), Date.now());
  }
});

test('what has no end has no countdown, and what holds elsewhere is not shown', () => {
  const { sanctions } = stage(<Foot />);
  expect(screen.getByText('the composer')).toBeVisible();
  act(() => sanctions.set([{ ...mute, room: { id: '8', name: 'other', kind: 'PUBLIC' } }]));
  expect(screen.getByText('the composer')).toBeVisible();
  act(() => sanctions.set([mute]));
  expect(screen.getByRole('status')).toBeVisible();
  expect(screen.queryByRole('timer')).toBeNull();
});

test.each([
  [{ lockedAt: '2026-03-01T10:00:00Z' }, 'This room is locked.'],
  [{ announcementsOnly: true }, 'Only moderators post here.'],
])('a room in which members do not write says so to them, and not to moderators', (mode, text) => {
  function Room({ mayModerate }: { mayModerate: boolean }) {
    return <>{useSilence('7', general(undefined, mode), mayModerate) ?? 'the composer'}</>;
  }
  const { unmount } = stage(<Room mayModerate={false} />);
  expect(screen.getByText(text, { exact: false })).toBeVisible();
  unmount();
  stage(<Room mayModerate />);
  expect(screen.getByText('the composer')).toBeVisible();
});

test('who is banned from a room sees how long, and the room is asked for anew when it is over', async () => {
  vi.useFakeTimers({ now: Date.parse('2026-03-01T10:00:00Z') });
  try {
    const onOver = vi.fn<() => void>();
    function Page() {
      const ban = useRoomBan('7', onOver);
      return ban ? <RoomBan ban={ban} action={null} /> : <>the room</>;
    }
    const { sanctions } = stage(<Page />);
    act(() => sanctions.set([{ ...mute, kind: 'BAN', until: '2026-03-01T10:01:05Z' }]));
    await act(() => vi.advanceTimersByTimeAsync(100));
    expect(screen.getByText('You are banned from general')).toBeVisible();
    expect(screen.getByRole('timer')).toHaveTextContent('It ends in 1:05.');
    await act(() => vi.advanceTimersByTimeAsync(30_000));
    expect(screen.getByRole('timer')).toHaveTextContent('It ends in 0:35.');

    expect(onOver).not.toHaveBeenCalled();
    act(() => sanctions.set([]));
    expect(onOver).toHaveBeenCalledOnce();
    expect(screen.getByText('the room')).toBeVisible();
  } finally {
    vi.useRealTimers();
  }
});

test('a moderator says how, for how long and why', async () => {
  const user = userEvent.setup();
  const onClose = vi.fn<() => void>();
  const asked = serve({
    'GET /api/session': () => ({ body: session(null) }),
    'POST /api/moderation/sanctions': () => ({ status: 201, body: mute }),
  });
  stage(
    <SanctionDialog
      person={bob}
      room={general(undefined)}
      everywhere={false}
      onClose={onClose}
      onPurge={vi.fn()}
    />,
  );
  const submit = await screen.findByRole('button', { name: 'Mute' });
  expect(submit).toBeDisabled();
  expect(screen.queryByLabelText('Where')).toBeNull();

  await user.selectOptions(screen.getByLabelText('For how long'), '1 hour');
  await user.type(screen.getByLabelText(/Why/), 'noise');
  await user.click(submit);

  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const order = asked.find(({ method }) => method === 'POST')?.body as { until: string };
  expect(order).toMatchObject({ account: 'bob', kind: 'MUTE', room: '7', reason: 'noise' });
  expect(Date.parse(order.until) - Date.now()).toBeGreaterThan(59 * 60_000);
});

test('on the whole server for those who may, and a refusal is shown', async () => {
  const user = userEvent.setup();
  const asked = serve({
    'GET /api/session': () => ({ body: session(null) }),
    'POST /api/moderation/sanctions': () => problem(403, 'forbidden'),
  });
  stage(
    <SanctionDialog
      person={bob}
      room={general(undefined)}
      everywhere
      onClose={() => undefined}
      onPurge={vi.fn()}
    />,
  );
  await user.click(await screen.findByRole('radio', { name: /^Send away/ }));
  await user.selectOptions(screen.getByLabelText('Where'), 'On the whole server');
  await user.type(screen.getByLabelText(/Why/), 'noise');
  await user.click(screen.getByRole('button', { name: 'Send away' }));

  expect(await screen.findByRole('alert')).toBeVisible();
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    account: 'bob',
    kind: 'KICK',
    reason: 'noise',
  });
});

test('a report takes one press in the dialog', async () => {
  const user = userEvent.setup();
  const asked = serve({
    'GET /api/session': () => ({ body: session(null) }),
    'POST /api/reports': () => ({ status: 204 }),
  });
  stage(<ReportDialog reported={{ room: '7', message: '21' }} name="Bob" onClose={() => undefined} />);
  await user.click(await screen.findByRole('button', { name: 'Spam' }));

  expect(await screen.findByText(/Thank you/)).toBeVisible();
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
    room: '7',
    message: '21',
    category: 'SPAM',
  });
});

test('whoever reported hears of the outcome, and finds it again', async () => {
  serve({
    'GET /api/reports/mine': () => ({
      body: {
        reports: [
          {
            id: 1,
            subject: bob,
            message: 21,
            category: 'SPAM',
            text: 'again',
            createdAt: '2026-03-01T10:00:00Z',
            state: 'RESOLVED',
            note: 'warned',
          },
        ],
      },
    }),
  });
  const { tell } = stage(
    <>
      <OutcomeNotice />
      <MyReports />
    </>,
  );
  const row = (await screen.findByText('A message of Bob')).closest('li');
  expect(row).toHaveTextContent('Resolved');
  expect(row).toHaveTextContent('warned');

  act(() =>
    tell({ type: 'report.closed', subject: bob, message: '21', outcome: 'DISMISSED', note: 'no rule' }),
  );
  expect(screen.getByRole('status')).toHaveTextContent('Your report about Bob: Dismissed');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
});

test('who is sent away reads from where, by whom and why, over a new connection, until they close it', async () => {
  const { tell, connection, rooms } = stage(<KickNotice />);
  const kick = { ...mute, kind: 'KICK' } as const;
  act(() => tell({ type: 'sanction.imposed', sanction: mute }));
  expect(screen.queryByRole('alert')).toBeNull();

  act(() => {
    tell({ type: 'sanction.imposed', sanction: kick });
    tell({ type: 'membership.ended', room: '7', reason: 'REMOVED' });
    rooms.set({ status: 'ready', epoch: 'e1', rooms: new Map() });
  });
  act(() => tell({ type: 'sanction.imposed', sanction: { ...kick, id: '2', room: null, reason: 'enough' } }));
  act(() => connection.set({ status: 'waiting', until: 0 }));
  act(() => connection.set({ status: 'connected' }));
  expect(screen.getByRole('alert')).toHaveTextContent('You were sent out of general.Ada: noise');
  expect(screen.getByRole('alert')).toHaveTextContent(
    'Your connections were ended. You may come back.Ada: enough',
  );
  const [first] = screen.getAllByRole('button', { name: 'Close' });
  if (first) await userEvent.click(first);
  expect(screen.getByRole('alert')).not.toHaveTextContent('noise');
  await userEvent.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('alert')).toBeNull();
});
