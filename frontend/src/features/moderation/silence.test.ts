import type { Sanction } from '../../http/wire';
import { silenceIn } from './silence';

const now = Date.parse('2026-03-01T10:00:00Z');
const ada = { id: '3', username: 'ada', displayName: 'Ada' };

function sanction(id: string, more: Partial<Sanction>): Sanction {
  return {
    id,
    kind: 'MUTE',
    account: ada,
    reason: 'noise',
    imposedBy: ada,
    createdAt: '2026-03-01T09:00:00Z',
    until: '2026-03-01T10:01:00Z',
    ...more,
  };
}

const here = { id: '7', name: 'general', kind: 'PUBLIC' } as const;

test('of several the one that ends last keeps me silent', () => {
  const standing = [
    sanction('1', {}),
    sanction('2', { room: here, until: '2026-03-01T10:05:00Z' }),
    sanction('3', { until: '2026-03-01T10:02:00Z' }),
  ];
  expect(silenceIn(standing, '7', now)?.id).toBe('2');
  expect(silenceIn(standing, '8', now)?.id).toBe('3');
});

test('one without an end is the last, and one that is over is none', () => {
  expect(silenceIn([sanction('1', {}), sanction('2', { until: null })], '7', now)?.id).toBe('2');
  expect(silenceIn([sanction('1', {})], '7', now + 60_000)).toBeUndefined();
});

test('a ban from another room keeps nobody silent here', () => {
  expect(silenceIn([sanction('1', { kind: 'BAN', until: null })], '7', now)).toBeUndefined();
});
