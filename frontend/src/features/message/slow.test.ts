import { general } from '../../testing/stage';
import { ada, bob } from '../../testing/room';
import type { Message } from '../../http/wire';
import { slowUntil } from './slow';

function said(seq: number, author: typeof ada, createdAt: string): [number, Message] {
  return [
    seq,
    { id: String(seq), room: '7', seq, rev: seq, author, body: 'hello', createdAt, reactions: [] },
  ];
}

const known = new Map([
  said(1, ada, '2026-03-01T10:00:00Z'),
  said(2, ada, '2026-03-01T10:01:00Z'),
  said(3, bob, '2026-03-01T10:02:00Z'),
]);

test('in a slow room I wait from my own last message on', () => {
  const room = general(undefined, { slowSeconds: 30 });
  expect(slowUntil({ room, known }, ada.id)).toBe(Date.parse('2026-03-01T10:01:30Z'));
  expect(slowUntil({ room, known }, 'somebody')).toBeUndefined();
});

test('elsewhere nobody waits', () => {
  expect(slowUntil({ room: general(undefined), known }, ada.id)).toBeUndefined();
});

test('where my last message is not loaded the refusal of the next one says how long I wait', () => {
  const room = general(undefined, { slowSeconds: 30 });
  const refused = {
    number: 1,
    account: ada.id,
    room: room.id,
    clientId: 'c',
    body: 'again',
    writtenAt: '2026-03-01T10:05:00Z',
    refused: 'slow-mode',
    refusedUntil: '2026-03-01T10:05:12Z',
  };
  const until = Date.parse(refused.refusedUntil);
  expect(slowUntil({ room, known: new Map() }, ada.id, [refused])).toBe(until);
  expect(slowUntil({ room, known }, ada.id, [refused])).toBe(until);
  expect(slowUntil({ room, known: new Map() }, ada.id, [{ ...refused, room: '8' }])).toBeUndefined();
  expect(slowUntil({ room, known: new Map() }, ada.id, [{ ...refused, refused: 'muted' }])).toBeUndefined();
  expect(slowUntil({ room: general(undefined), known }, ada.id, [refused])).toBeUndefined();
});
