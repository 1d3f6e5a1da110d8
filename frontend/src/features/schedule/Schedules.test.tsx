import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { startI18n } from '../../app/i18n';
import { serve, session } from '../../testing/server';
import { stage } from '../../testing/stage';
import { Schedules } from './Schedules';

const oddly = {
  id: 1,
  everybody: true,
  body: 'lunch',
  when: { every: 90, zone: 'UTC', start: '2026-03-01T12:00:17Z' },
  missed: 'SKIP',
  createdAt: '2026-03-01T12:00:00Z',
  nextAt: '2026-03-02T12:00:17Z',
  lastAt: '2026-03-01T12:00:17Z',
  lastError: 'missed',
};

beforeEach(() => startI18n('en'));

test('what was left out is told apart from what was said', async () => {
  serve({
    'GET /api/session': () => ({ body: session(null) }),
    'GET /api/schedules': () => ({ body: { schedules: [oddly] } }),
  });
  stage(<Schedules everybody />);
  expect(await screen.findByText(/it was missed while the server was stopped/)).toBeVisible();
});

test('what was given up says why and is tried again when I say so', async () => {
  const user = userEvent.setup();
  const failed = { ...oddly, nextAt: undefined, failedAt: '2026-03-01T12:40:00Z', lastError: 'internal' };
  const asked = serve({
    'GET /api/session': () => ({ body: session(null) }),
    'GET /api/schedules': () => ({ body: { schedules: [failed] } }),
    'POST /api/schedules/1/resume': () => ({ body: oddly }),
  });
  stage(<Schedules everybody />);
  expect(await screen.findByText('Given up')).toBeVisible();
  expect(screen.getByText(/It was not said when it was due last: ./)).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'What to do with “lunch”' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Try again' }));
  await vi.waitFor(() => expect(asked.map(({ path }) => path)).toContain('/api/schedules/1/resume'));
});

test('another text moves no time, and a minute and a half is a distance', async () => {
  const user = userEvent.setup();
  const asked = serve({
    'GET /api/session': () => ({ body: session(null) }),
    'GET /api/schedules': () => ({ body: { schedules: [oddly] } }),
    'POST /api/schedules/preview': () => ({ body: { times: [] } }),
    'PUT /api/schedules/1': () => ({ body: oddly }),
  });
  stage(<Schedules everybody />);
  await user.click(await screen.findByRole('button', { name: 'What to do with “lunch”' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Edit' }));
  expect(await screen.findByLabelText(/Every … minutes/)).toBeValid();
  await user.type(screen.getByLabelText(/What to say/), '!');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await vi.waitFor(() =>
    expect(asked.find(({ method }) => method === 'PUT')?.body).toMatchObject({
      body: 'lunch!',
      when: oddly.when,
    }),
  );
});
