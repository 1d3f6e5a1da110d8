import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Person } from '../../http/wire';
import { ada, bob } from '../../testing/room';
import { serve } from '../../testing/server';
import { general, memberOf, stage } from '../../testing/stage';
import { useCommands } from './useCommands';

const weather: Person = { id: '9', username: 'weather', displayName: 'Weather', bot: true };

function Commands({ joined, member = true }: { joined: Person; member?: boolean }) {
  const mine = member ? memberOf(ada, 'MEMBER') : undefined;
  const { commands, onFrame } = useCommands('7', general(mine), ada);
  const frame = {
    type: 'member.joined',
    room: '7',
    from: 1,
    rev: 2,
    member: memberOf(joined, 'MEMBER'),
  } as const;
  return (
    <>
      {commands.map(({ name, bot }) => (
        <p key={name}>{`/${name} ${bot?.displayName ?? ''}`}</p>
      ))}
      <button onClick={() => onFrame(frame)}>joins</button>
    </>
  );
}

function commandsOfOneMoreBotEachTime() {
  let times = 0;
  const command = (number: number) => ({ name: `rain-${String(number)}`, arguments: '', bot: weather });
  return serve({
    'GET /api/rooms/7/commands': () => ({
      body: { commands: Array.from({ length: ++times }, (_, number) => command(number)) },
    }),
  });
}

test('a bot that comes brings its commands', async () => {
  commandsOfOneMoreBotEachTime();
  stage(<Commands joined={weather} />);
  expect(await screen.findByText('/rain-0 Weather')).toBeVisible();
  await userEvent.click(screen.getByRole('button'));
  expect(await screen.findByText('/rain-1 Weather')).toBeVisible();
});

test('a person who comes changes nothing of them', async () => {
  const asked = commandsOfOneMoreBotEachTime();
  stage(<Commands joined={bob} />);
  await screen.findByText('/rain-0 Weather');
  await userEvent.click(screen.getByRole('button'));
  expect(asked).toHaveLength(1);
});

test('whoever is no member asks for none', () => {
  const asked = commandsOfOneMoreBotEachTime();
  stage(<Commands joined={bob} member={false} />);
  expect(asked).toEqual([]);
});
