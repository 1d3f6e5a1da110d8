import type { Outgoing } from '../../realtime/outbox';
import { ada, bob, RoomOnServer } from '../../testing/room';
import { rowsOf } from './rows';
import { applyEvent, opening, type OpenTimeline } from './timeline';

function opened(server: RoomOnServer): OpenTimeline {
  return applyEvent(opening(ada.id), { type: 'opened', snapshot: server.snapshot() }) as OpenTimeline;
}

function unsent(clientId: string, room = '7'): Outgoing {
  return { number: 1, account: ada.id, room, clientId, body: 'unsent', writtenAt: '2026-03-01T10:00:00Z' };
}

test('a person leads their first message, and again after somebody else, a reply or five minutes', () => {
  const server = new RoomOnServer();
  server.post('1', ada, { createdAt: '2026-03-01T10:00:00Z' });
  server.post('2', ada, { createdAt: '2026-03-01T10:01:00Z' });
  server.post('3', bob, { createdAt: '2026-03-01T10:02:00Z' });
  server.post('4', bob, { createdAt: '2026-03-01T10:03:00Z', replyTo: 'm1' });
  server.post('5', bob, { createdAt: '2026-03-01T10:09:00Z' });
  expect(rowsOf(opened(server), []).map((row) => row.type === 'message' && row.leads)).toEqual([
    true,
    false,
    true,
    true,
    true,
  ]);
});

test('a new day begins with its name', () => {
  const server = new RoomOnServer();
  server.post('1', ada, { createdAt: new Date(2026, 2, 1, 23, 59).toISOString() });
  server.post('2', ada, { createdAt: new Date(2026, 2, 2, 0, 1).toISOString() });
  const days = rowsOf(opened(server), []).map((row) => row.type === 'message' && row.day);
  expect(days).toEqual([new Date(2026, 2, 1).getTime(), new Date(2026, 2, 2).getTime()]);
});

test('what is unsent stands below, until the log has brought it', () => {
  const server = new RoomOnServer();
  server.post('1', ada, { clientId: 'a' });
  const keys = rowsOf(opened(server), [unsent('a'), unsent('b'), unsent('c', '8')]).map((row) => row.key);
  expect(keys).toEqual(['a', 'b']);
});
