import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import type { OwnPresence } from '../../realtime/frames';
import { nobody } from '../../realtime/presenceState';
import { Value } from '../../realtime/store';
import { stage } from '../../testing/stage';
import { PresenceDialog } from './PresenceDialog';

beforeEach(() => startI18n('en'));

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

test('keeps the end of a status that stands, and takes it back', async () => {
  const status = { text: 'lunch', emoji: '🍜', until: '2126-01-01T12:00:00Z' };
  const { choose } = open({ availability: 'INVISIBLE', presence: 'OFFLINE', status });
  await userEvent.click(await screen.findByRole('button', { name: 'Save' }));
  expect(choose).toHaveBeenLastCalledWith('INVISIBLE', status);
  await userEvent.click(screen.getByRole('button', { name: 'Clear status' }));
  expect(choose).toHaveBeenLastCalledWith('INVISIBLE', undefined);
});
