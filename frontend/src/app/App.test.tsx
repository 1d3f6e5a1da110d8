import { render, screen } from '@testing-library/react';
import { App } from './App';
import { startI18n } from './i18n';

test('shows the name of the place', async () => {
  await startI18n('en');
  render(<App />);
  expect(screen.getByRole('heading', { name: 'Confab' })).toBeVisible();
});
