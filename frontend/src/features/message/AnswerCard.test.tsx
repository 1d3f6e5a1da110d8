import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { stage } from '../../testing/stage';
import { AnswerCard } from './AnswerCard';

test('the name of the bot that answered shows who it is', async () => {
  await startI18n('en');
  const bot = { id: '9', username: 'weather', displayName: 'Weather', bot: true };
  const onPerson = vi.fn();
  stage(<AnswerCard answer={{ bot, body: 'Rain' }} me="ada" onPerson={onPerson} onClose={() => undefined} />);
  await userEvent.click(screen.getByRole('button', { name: 'Weather' }));
  expect(onPerson).toHaveBeenCalledWith(bot);
});
