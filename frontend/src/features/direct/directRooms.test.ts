import { named, type Room } from '../../http/wire';
import type { RoomHead } from '../../realtime/RoomHead';
import { ada, bob } from '../../testing/room';
import { directRooms, partner } from './directRooms';

const carol = { id: '3', username: 'carol', displayName: 'Carol' };

function room(id: string, more: Partial<Room> = {}): Room {
  return {
    id,
    name: '',
    kind: 'DIRECT',
    description: '',
    rev: 1,
    firstSeq: 1,
    createdAt: '2026-03-01T10:00:00Z',
    members: [ada, bob],
    ...more,
  };
}

function head(of: Room, seq: number, more: Partial<RoomHead> = {}): RoomHead {
  return {
    room: of,
    head: { rev: seq + 1, seq },
    lastRead: 0,
    unread: 0,
    mentions: 0,
    level: 'ALL',
    ...more,
  };
}

test('a direct room is called by the names of the others', () => {
  expect(named(room('1'), ada.id).name).toBe('Bob');
  expect(named(room('1', { members: [ada, bob, carol] }), bob.id).name).toBe('Ada, Carol');
  expect(named(room('1', { kind: 'PUBLIC', name: 'general' }), ada.id).name).toBe('general');
});

test('requests stand apart, and what nobody wrote in is not shown until it is open', () => {
  const talk = head(room('1'), 3);
  const asked = head(room('2'), 1, { request: { from: carol } });
  const empty = head(room('3'), 0);
  const other = head(room('4', { kind: 'PUBLIC', name: 'general' }), 9);

  expect(directRooms([asked, talk, empty, other], undefined)).toEqual({ talks: [talk], requests: [asked] });
  expect(directRooms([empty], '3').talks).toEqual([empty]);
});

test('only a room of two has a partner', () => {
  expect(partner(room('1'), ada.id)).toEqual(bob);
  expect(partner(room('1', { members: [ada, bob, carol] }), ada.id)).toBeUndefined();
});
