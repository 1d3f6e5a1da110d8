import { http } from './httpClient';
import { ServerClock, serverClock } from './serverClock';

const hour = 3600_000;
const noon = Date.parse('2026-03-01T12:00:00Z');

beforeEach(() => void vi.useFakeTimers({ now: noon }));
afterEach(() => void vi.useRealTimers());

test('before the first answer it is the clock of this machine', () => {
  expect(new ServerClock().now()).toBe(noon);
});

test('a machine that is an hour ahead or behind knows the time of the server, and is never ahead of it', () => {
  for (const skew of [hour, -hour]) {
    const clock = new ServerClock();
    clock.heard(noon, noon + skew - 100, noon + skew + 100);
    vi.setSystemTime(noon + skew + 100);
    expect(clock.now()).toBe(noon);
    vi.advanceTimersByTime(5000);
    expect(clock.now()).toBe(noon + 5000);
  }
});

test('a slow answer and one whose date is cut off make it no worse, and a better one makes it better', () => {
  const clock = new ServerClock();
  clock.heard(noon, noon, noon + 900);
  expect(clock.now()).toBe(noon - 900);
  clock.heard(noon + 1000, noon + 1000, noon + 1100);
  expect(clock.now()).toBe(noon - 100);
  clock.heard(noon + 2000, noon + 1500, noon + 9000);
  clock.heard(Number.NaN, noon, noon);
  expect(clock.now()).toBe(noon - 100);
});

test('when a clock is set, what was known of it is forgotten', () => {
  const clock = new ServerClock();
  clock.heard(noon, noon, noon);
  clock.heard(noon, noon + hour, noon + hour);
  expect(clock.now()).toBe(noon - hour);
  clock.heard(noon, noon, noon);
  expect(clock.now()).toBe(noon);
});

test('it is learned from every answer', async () => {
  vi.setSystemTime(noon + hour);
  vi.stubGlobal('fetch', () =>
    Promise.resolve(
      new Response('{"csrf":{"header":"h","token":"t"}}', {
        headers: { date: new Date(noon).toUTCString() },
      }),
    ),
  );
  await http.session();
  expect(serverClock.now()).toBe(noon);
});
