import { Problem } from '../http/problem';
import type { Sanction } from '../http/wire';
import { applyNotice, Sanctions } from './sanctions';
import type { Notice } from './frames';
import type { Rooms } from './rooms';
import type { ConnectionListener, StompClient } from './stompClient';

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

describe('on time', () => {
  beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-03-01T10:00:00Z') }));
  afterEach(() => void vi.useRealTimers());

  /** How what is asked for next is refused. */
  const refusals: string[] = [];

  /** What holds me back at a connection, and how I hear of more. */
  async function connected(...standing: Sanction[]) {
    let up: ConnectionListener['up'] = () => Promise.resolve();
    let tell: (notice: Notice) => void = () => undefined;
    const sanctions = new Sanctions(
      {
        onConnection: (listener: ConnectionListener) => {
          up = listener.up;
          return () => undefined;
        },
        ask: () => {
          const code = refusals.shift();
          if (code !== undefined) return Promise.reject(new Problem(code));
          return Promise.resolve({ sanctions: standing });
        },
      } as unknown as StompClient,
      {
        onNotice: (listener: typeof tell) => {
          tell = listener;
          return () => undefined;
        },
      } as unknown as Rooms,
    );
    void up();
    await vi.advanceTimersByTimeAsync(0);
    return { sanctions, tell: (each: Sanction) => tell({ type: 'sanction.imposed', sanction: each }) };
  }

  test('what is over is gone, one after the other, and what has no end stays', async () => {
    const ban = sanction('1', { kind: 'BAN', until: '2026-03-01T10:01:00Z' });
    const forever = sanction('2', { kind: 'READ_ONLY' });
    const { sanctions, tell } = await connected(ban, forever);
    const mute = sanction('3', { until: '2026-03-01T10:00:30Z' });
    tell(mute);
    vi.advanceTimersByTime(29_999);
    expect(sanctions.state.get()).toEqual([ban, forever, mute]);
    vi.advanceTimersByTime(1);
    expect(sanctions.state.get()).toEqual([ban, forever]);
    vi.advanceTimersByTime(30_000);
    expect(sanctions.state.get()).toEqual([forever]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('an end that is further away than a timer reaches is waited for', async () => {
    const { sanctions } = await connected(sanction('1', { until: '2026-05-01T10:00:00Z' }));
    vi.advanceTimersByTime(Date.parse('2026-05-01T10:00:00Z') - Date.now() - 1);
    expect(sanctions.state.get()).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sanctions.state.get()).toEqual([]);
  });

  test('what holds me back is asked for until it is answered', async () => {
    refusals.push('unavailable', 'unreachable');
    const { sanctions } = await connected(sanction('1'));
    expect(sanctions.state.get()).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(sanctions.state.get()).toHaveLength(1);
  });

  test('nothing is waited for once it stops', async () => {
    const { sanctions } = await connected(sanction('1', { until: '2026-03-01T10:01:00Z' }));
    sanctions.stop();
    expect(vi.getTimerCount()).toBe(0);
  });
});
