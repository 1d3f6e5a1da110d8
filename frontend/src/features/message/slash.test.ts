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

const bot = { id: '9', username: 'weather', displayName: 'Weather', bot: true };
const days = { name: 'rain-in_7days', arguments: 'city', bot };
const rain = { name: 'rain', arguments: 'city', bot };
const longest = { name: 'a'.repeat(32), arguments: '', bot };
const withBots = [lock, days, rain, longest];

test.each([
  ['/rain', [days, rain]],
  ['/rain-', [days]],
  ['/rain-in_7', [days]],
  ['/Rain', []],
  ['/7', []],
  ['/-', []],
  [`/${longest.name.slice(1)}`, [longest]],
  [`/${longest.name}a`, []],
])('what %j may become where there are bots', (text, found) => {
  expect(completions(withBots, text)).toEqual(found);
});

test('how a command of a bot goes on is known once its name is written', () => {
  expect(begun(withBots, '/rain-in_7days Oslo')).toBe(days);
  expect(begun(withBots, '/rain Oslo')).toBe(rain);
  expect(begun(withBots, '/rain-in_7days')).toBeUndefined();
  expect(begun(withBots, '/rain/in Oslo')).toBeUndefined();
});

test.each([
  ['/rain-in_7days Oslo', true],
  ['/rain-in_7days', true],
  [`/${longest.name}`, true],
  [`/${longest.name}a`, false],
  ['/7 is a number', false],
  ['/-', false],
  ['/etc/rain-in_7days', false],
])('whether %j is a command where there are bots', (text, command) => {
  expect(isCommand(withBots, text)).toBe(command);
});

test('two slashes are one, where one would be a command', () => {
  expect(spoken(all, '//mute is a command')).toBe('/mute is a command');
  expect(spoken(all, '/usr/bin')).toBe('/usr/bin');
  expect(spoken([], '//')).toBe('//');
});
