import { render, screen } from '@testing-library/react';
import { startI18n } from '../../app/i18n';
import { TypingLine } from './TypingLine';

const people = ['Ada', 'Bob', 'Cleo', 'Dan', 'Eve'].map((displayName, index) => ({
  id: `${index}`,
  username: displayName.toLowerCase(),
  displayName,
}));

test.each([
  [1, 'Ada is typing…'],
  [2, 'Ada and Bob are typing…'],
  [3, 'Ada, Bob and Cleo are typing…'],
  [4, '4 people are typing…'],
  [5, '5 people are typing…'],
])('of %i who type it says so', async (count, text) => {
  await startI18n('en');
  render(<TypingLine people={people.slice(0, count)} />);
  expect(screen.getByText(text)).toBeVisible();
});
