import { MantineProvider } from '@mantine/core';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import type { Account, Message } from '../../http/wire';
import type { Reader } from '../../realtime/direct';
import type { Realtime } from '../../realtime/Realtime';
import { RealtimeContext } from '../../realtime/useRealtime';
import { ada, bob } from '../../testing/room';
import { general } from '../../testing/stage';
import { SeenLine } from './SeenLine';

const cleo: Account = { ...bob, id: '3', username: 'cleo', displayName: 'Cleo' };
const dan: Account = { ...bob, id: '4', username: 'dan', displayName: 'Dan' };
const newest: Message = {
  id: 'm5',
  room: '7',
  seq: 5,
  rev: 5,
  author: ada,
  body: 'hello',
  createdAt: '2026-03-01T10:00:00Z',
  reactions: [],
};

beforeEach(() => startI18n('en'));

test('of several people, the names of those who have read show who they are', async () => {
  const read: Reader[] = [
    { account: bob.id, seq: 5 },
    { account: cleo.id, seq: 6 },
    { account: dan.id, seq: 4 },
  ];
  const realtime = {
    me: ada.id,
    followReaders: (_room: string, onReaders: (change: () => Reader[]) => void) => {
      onReaders(() => read);
      return () => undefined;
    },
  } as unknown as Realtime;
  const onPerson = vi.fn();
  render(
    <MantineProvider>
      <RealtimeContext value={realtime}>
        <SeenLine
          room={general(undefined, { kind: 'DIRECT', members: [ada, bob, cleo, dan] })}
          newest={newest}
          me={ada.id}
          onPerson={onPerson}
        />
      </RealtimeContext>
    </MantineProvider>,
  );
  expect(screen.getByRole('status')).toHaveTextContent('Read by Bob, Cleo');
  await userEvent.click(screen.getByRole('button', { name: 'Cleo' }));
  expect(onPerson).toHaveBeenCalledWith(cleo);
});
