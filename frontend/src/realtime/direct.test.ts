import { vi } from 'vitest';
import { Problem } from '../http/problem';
import { DirectQueue, type DirectFrame } from './direct';
import type { ConnectionListener } from './stompClient';

function queue() {
  const connection: { listener?: ConnectionListener } = {};
  const receivers: ((frame: DirectFrame) => void)[] = [];
  const answers: (() => Promise<() => void>)[] = [];
  const onRoom = vi.fn<(room: string) => void>();
  const direct = new DirectQueue(
    {
      onConnection: (listener) => {
        connection.listener = listener;
        return () => undefined;
      },
      subscribe: (_destination, _schema, onEvent) => {
        receivers.push(onEvent as (frame: DirectFrame) => void);
        return (answers.shift() ?? (() => Promise.resolve(() => undefined)))();
      },
    },
    onRoom,
  );
  return { direct, connection, receivers, answers, onRoom };
}

const posted = (room: string): DirectFrame => ({
  type: 'room.changes',
  room,
  from: 0,
  rev: 1,
  messages: [],
  members: [],
});

test('one subscription serves every room of a connection', async () => {
  const { direct, connection, receivers } = queue();
  await connection.listener?.up();
  const one: unknown[] = [];
  const other: unknown[] = [];
  const stop = await direct.follow('1', { onFrame: (frame) => one.push(frame) });
  await direct.follow('2', { onFrame: (frame) => other.push(frame) });

  receivers[0]?.(posted('1'));
  stop();
  receivers[0]?.(posted('1'));
  receivers[0]?.(posted('2'));

  expect(receivers).toHaveLength(1);
  expect(one).toHaveLength(1);
  expect(other).toHaveLength(1);
});

test('the next connection is subscribed anew', async () => {
  const { direct, connection, receivers } = queue();
  await connection.listener?.up();
  connection.listener?.down();
  await connection.listener?.up();
  await direct.follow('1', {});

  expect(receivers).toHaveLength(2);
});

test('whoever follows hears of a refusal, and the next one tries again', async () => {
  const { direct, answers, receivers } = queue();
  answers.push(() => Promise.reject(new Error('busy')));

  await expect(direct.follow('1', {})).rejects.toThrow('busy');
  await direct.follow('1', {});

  expect(receivers).toHaveLength(2);
});

test('what holds for a moment reaches whoever asks for it', async () => {
  const { direct, connection, receivers, onRoom } = queue();
  await connection.listener?.up();
  const heard: unknown[] = [];
  direct.listen('1', { onTyping: (who) => heard.push(who.id), onRead: (reader) => heard.push(reader) });

  receivers[0]?.({ type: 'cursor.moved', room: '1', account: '4', seq: 2 });
  receivers[0]?.({
    type: 'typing.started',
    room: '1',
    account: { id: '4', username: 'bob', displayName: 'Bob' },
  });

  expect(heard).toEqual([{ account: '4', seq: 2 }, '4']);
  expect(onRoom).toHaveBeenCalledWith('1');
});

test('a subscription that is refused for a moment is tried again, whether a room is followed or not', async () => {
  vi.useFakeTimers();
  const { connection, answers, receivers } = queue();
  answers.push(() => Promise.reject(new Problem('busy')));
  void connection.listener?.up();
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();

  expect(receivers).toHaveLength(2);
});
