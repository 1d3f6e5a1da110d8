import type { Sanction } from '../http/wire';
import { applyNotice } from './sanctions';

const someone = { id: '3', username: 'ada', displayName: 'Ada' };

function sanction(id: string, more: Partial<Sanction> = {}): Sanction {
  return {
    id,
    kind: 'MUTE',
    account: someone,
    room: { id: '7', name: 'general', kind: 'PUBLIC' },
    reason: 'noise',
    imposedBy: someone,
    createdAt: '2026-03-01T10:00:00Z',
    ...more,
  };
}

function imposed(...sanctions: Sanction[]): readonly Sanction[] {
  return sanctions.reduce<readonly Sanction[]>(
    (standing, each) => applyNotice(standing, { type: 'sanction.imposed', sanction: each }),
    [],
  );
}

test('a new one takes the place of one of the same kind in the same place, and of no other', () => {
  const everywhere = sanction('2', { room: null });
  const readOnly = sanction('3', { kind: 'READ_ONLY' });
  const again = sanction('4');
  expect(imposed(sanction('1'), everywhere, readOnly, again)).toEqual([everywhere, readOnly, again]);
});

test('the same notice twice changes nothing', () => {
  expect(imposed(sanction('1'), sanction('1'))).toEqual([sanction('1')]);
});

test('a lifted one is gone, and so is nothing else', () => {
  const other = sanction('2', { kind: 'READ_ONLY' });
  const standing = imposed(sanction('1'), other);
  expect(applyNotice(standing, { type: 'sanction.lifted', sanction: sanction('1') })).toEqual([other]);
});

test('a kick is over at once', () => {
  expect(imposed(sanction('1', { kind: 'KICK' }))).toEqual([]);
});
