import { isDisplayName, isPassword, isUsername, nextAddress } from './credentials';
import { deviceOf } from './device';

test.each(['ada', 'Ada', '7of9', 'a.b-c_d', 'x'.repeat(32)])('%s is a username', (name) => {
  expect(isUsername(name)).toBe(true);
});
test.each(['a', '.ada', 'ad a', 'adä', 'x'.repeat(33), ''])('"%s" is not', (name) => {
  expect(isUsername(name)).toBe(false);
});

test('a password has 8 to 128 characters, a display name is not blank', () => {
  expect([7, 8, 128, 129].map((length) => isPassword('x'.repeat(length)))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(['', '  ', ' 李 ', 'x'.repeat(65)].map(isDisplayName)).toEqual([false, false, true, false]);
});

test('goes on only to addresses of this client', () => {
  expect(nextAddress('next=%2Frooms%2F7')).toBe('/rooms/7');
  for (const search of [
    '',
    'next=',
    'next=%2F%2Fevil.example',
    'next=%2F%5Cevil.example',
    'next=https%3A%2F%2Fevil.example',
  ]) {
    expect(nextAddress(search)).toBe('/');
  }
});

test('tells devices apart', () => {
  const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  expect(deviceOf(`Mozilla/5.0 (X11; Linux x86_64) ${webKit} Chrome/140.0 Safari/537.36`)).toBe(
    'Chrome, Linux',
  );
  expect(deviceOf(`Mozilla/5.0 (Windows NT 10.0) ${webKit} Chrome/140.0 Safari/537.36 Edg/140.0`)).toBe(
    'Edge, Windows',
  );
  expect(deviceOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1')).toBe(
    'Safari, iOS',
  );
  expect(deviceOf('curl/8.5')).toBeUndefined();
});
