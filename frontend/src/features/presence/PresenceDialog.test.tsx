import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { Problem } from '../../http/problem';
import type { OwnPresence } from '../../realtime/frames';
import { nobody } from '../../realtime/presenceState';
import { Value } from '../../realtime/store';
import { aheadByHours, rightAgain } from '../../testing/clock';
import { stage } from '../../testing/stage';
import { PresenceDialog } from './PresenceDialog';

beforeEach(() => startI18n('en'));
afterEach(rightAgain);

function open(own: OwnPresence) {
  let closed = false;
  const view = stage(
    <PresenceDialog opened onClose={() => (closed = true)} />,
    new Value({ ...nobody, own }),
  );
  return { ...view, isClosed: () => closed };
}

test('says how one wants to be seen and what one says of oneself', async () => {
  const { choose, isClosed } = open({ availability: 'AUTOMATIC', presence: 'ONLINE' });
  await userEvent.click(await screen.findByRole('radio', { name: 'Do not disturb' }));
  await userEvent.type(screen.getByRole('textbox', { name: 'Status' }), ' on a train ');
  await userEvent.click(screen.getByRole('radio', { name: '🚆' }));
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(choose).toHaveBeenCalledWith('DO_NOT_DISTURB', { text: 'on a train', emoji: '🚆' });
  expect(isClosed()).toBe(true);
});

test('whose clock is hours ahead sees a status until it ends, and sets one for as long as everybody', async () => {
  aheadByHours(3);
  const hour = 3_600_000;
  const status = { text: 'lunch', until: new Date(Date.now() - 2 * hour).toISOString() };
  const { choose } = open({ availability: 'AUTOMATIC', presence: 'ONLINE', status });
  expect(await screen.findByRole('textbox', { name: 'Status' })).toHaveValue('lunch');
  const before = Date.now() - 3 * hour;
  await userEvent.selectOptions(screen.getByLabelText('Ends'), 'In 4 hours');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  const until = Date.parse(choose.mock.calls[0]?.[1]?.until ?? '');
  expect(until).toBeGreaterThanOrEqual(before + 4 * hour);
  expect(until).toBeLessThan(before + 4 * hour + 60_000);
});

test('whoever is muted is told so, and the dialog stays', async () => {
  const { choose, isClosed } = open({ availability: 'AUTOMATIC', presence: 'ONLINE' });
  choose.mockRejectedValueOnce(new Problem('muted'));
  await userEvent.type(await screen.findByRole('textbox', { name: 'Status' }), 'noise');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('You are muted.');
  expect(isClosed()).toBe(false);
});

test('keeps the end of a status that stands, and takes it back', async () => {
  const status = { text: 'lunch', emoji: '🍜', until: '2126-01-01T12:00:00Z' };
  const { choose } = open({ availability: 'INVISIBLE', presence: 'OFFLINE', status });
  await userEvent.click(await screen.findByRole('button', { name: 'Save' }));
  expect(choose).toHaveBeenLastCalledWith('INVISIBLE', status);
  await userEvent.click(screen.getByRole('button', { name: 'Clear status' }));
  expect(choose).toHaveBeenLastCalledWith('INVISIBLE', undefined);
});
