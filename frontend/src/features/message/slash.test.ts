import { begun, completions, isCommand, spoken } from './slash';

const mute = { name: 'mute', arguments: '@name [10m] reason' };
const unmute = { name: 'unmute', arguments: '@name' };
const lock = { name: 'lock', arguments: '' };
const all = [mute, unmute, lock];

test.each([
  ['/', all],
  ['/m', [mute]],
  ['/mute', [mute]],
  ['/lock', []],
  ['/mute ', []],
  ['/x', []],
  ['say /m', []],
  ['', []],
])('what %j may become', (text, found) => {
  expect(completions(all, text)).toEqual(found);
});

test('how a command goes on is known once its name is written', () => {
  expect(begun(all, '/mute @b')).toBe(mute);
  expect(begun(all, '/mute')).toBeUndefined();
  expect(begun(all, '/mutes @b')).toBeUndefined();
});

test.each([
  ['/mute @bob loud', true],
  ['/lock', true],
  ['/mtue @bob', true],
  ['/usr/bin', false],
  ['//mute', false],
  ['mute /lock', false],
])('whether %j is a command', (text, command) => {
  expect(isCommand(all, text)).toBe(command);
  expect(isCommand([], text)).toBe(false);
});

test('two slashes are one, where one would be a command', () => {
  expect(spoken(all, '//mute is a command')).toBe('/mute is a command');
  expect(spoken(all, '/usr/bin')).toBe('/usr/bin');
  expect(spoken([], '//')).toBe('//');
});
