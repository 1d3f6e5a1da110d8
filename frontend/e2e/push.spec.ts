import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createRoom, expect, messages, show, signInAsAdministrator, signUp, test } from './confab';

const run = promisify(execFile);

test('the clock ticks and the market moves by themselves', async ({ newcomer }) => {
  const page = await newcomer();
  await signUp(page, 'Ada');
  await page.getByRole('link', { name: 'Feeds' }).click();
  const clock = page.getByRole('main').getByRole('time');
  await expect(clock).toBeVisible();
  const before = await clock.getAttribute('datetime');
  await expect(clock).not.toHaveAttribute('datetime', before ?? '');
  await expect(page.getByText(/This browser: [+-]?[\d,]+ ms/)).toBeVisible();
  await show(page, 'feed-clock');

  await page.getByRole('link', { name: 'Quotes' }).click();
  const acme = page.getByRole('row').filter({ hasText: 'ACME' });
  await expect(acme).toBeVisible();
  const price = await acme.textContent();
  await expect(acme).not.toHaveText(price ?? '');
  await page.getByRole('button', { name: 'DUNE' }).click();
  await expect(
    page.getByText(/^DUNE, as long as this page is open: between [\d.]+ and [\d.]+$/),
  ).toBeVisible();
  await expect(page.locator('figure polyline')).toHaveAttribute('points', / .* /);
  await show(page, 'feed-quotes');
});

test('feeds fit a dark telephone', async ({ newcomer }) => {
  const page = await newcomer({ dark: true, width: 360 });
  await signUp(page, 'Grace');
  await page.goto('/feeds/quotes');
  await expect(page.getByRole('row').filter({ hasText: 'ACME' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  await show(page, 'feed-quotes-narrow-dark');
});

test('what curl pushes appears at once: in a room, in a feed, to everybody', async ({ newcomer }) => {
  const root = await newcomer();
  const ada = await newcomer();
  await signInAsAdministrator(root);
  await signUp(ada, 'Ada');
  await createRoom(root, 'build status');
  const room = new URL(root.url()).pathname.split('/').at(-1) ?? '';
  await ada.goto(`/rooms/${room}`);

  const session = (await (await root.request.get('/api/session')).json()) as {
    csrf: { header: string; token: string };
  };
  const given = await root.request.post('/api/tokens', {
    data: { name: 'curl', scopes: ['push:rooms', 'push:feeds', 'push:announcements'] },
    headers: { [session.csrf.header]: session.csrf.token },
  });
  const { token } = (await given.json()) as { token: string };
  const push = async (path: string, body: unknown) => {
    const { stdout } = await run('curl', [
      '--silent',
      '--fail',
      '--header',
      `Authorization: Bearer ${token}`,
      '--json',
      JSON.stringify(body),
      `${new URL(ada.url()).origin}/api/push/${path}`,
    ]);
    return JSON.parse(stdout) as { seq?: number };
  };

  expect((await push(`rooms/${room}`, { body: 'build 17 is green' })).seq).toBe(1);
  await expect(messages(ada).filter({ hasText: 'build 17 is green' })).toBeVisible();

  await push('announcements', { body: 'Maintenance at noon.' });
  await expect(ada.getByText('Maintenance at noon.')).toBeVisible();
  await show(ada, 'announcement');
  await ada.getByRole('button', { name: 'Close' }).click();
  await expect(ada.getByText('Maintenance at noon.')).toHaveCount(0);

  await push('feeds/machine-room', { temperature: 21 });
  await ada.goto('/feeds/machine-room');
  await expect(ada.getByText('"temperature": 21')).toBeVisible();
  await push('feeds/machine-room', { temperature: 24 });
  await expect(ada.getByText('"temperature": 24')).toBeVisible();
});

test('a scheduled message is paused and edited, appears at its time, and is deleted', async ({
  newcomer,
}) => {
  const ada = await newcomer();
  await signUp(ada, 'Ada');
  await createRoom(ada, 'stand-up');
  await ada.getByRole('link', { name: 'Scheduled' }).click();
  await ada.getByRole('button', { name: 'New', exact: true }).click();
  const dialog = ada.getByRole('dialog');
  await dialog.getByLabel('To', { exact: true }).selectOption('# stand-up');
  await dialog.getByLabel('What to say').fill('Stand-up in five minutes');
  await dialog.getByLabel('When', { exact: true }).selectOption('Repeating, by a cron expression');
  await dialog.getByLabel('Cron expression').fill('30 8 * * MON-FRI');
  await dialog.getByLabel('Time zone').fill('Europe/Berlin');
  await expect(dialog.getByRole('status').getByText(/\d{4}, \d+:\d\d/)).toHaveCount(5);
  await show(ada, 'schedule-form');
  await dialog.getByLabel('Cron expression').fill('*/1 * * * * *');
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Cron expression').fill('30 8 * * MON-FRI');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);

  const draft = ada.getByRole('listitem').filter({ hasText: 'Stand-up in five minutes' });
  const choose = async (deed: string) => {
    await draft.getByRole('button').click();
    await ada.getByRole('menuitem', { name: deed, exact: true }).click();
  };
  await expect(draft).toContainText('next');
  await choose('Pause');
  await expect(draft).toContainText('Paused');
  await show(ada, 'schedule-paused');
  await choose('Go on');
  await expect(draft).not.toContainText('Paused');
  await expect(draft).toContainText('next');

  await choose('Edit');
  await expect(dialog.getByLabel('What to say')).toHaveValue('Stand-up in five minutes');
  await dialog.getByLabel('What to say').fill('Stand-up begins');
  await dialog.getByLabel('When', { exact: true }).selectOption('Once');
  const soon = new Date(Date.now() + 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  // The field knows minutes only: the next full one.
  await dialog
    .getByLabel('Date and time')
    .fill(
      `${soon.getFullYear()}-${two(soon.getMonth() + 1)}-${two(soon.getDate())}T${two(soon.getHours())}:${two(soon.getMinutes())}`,
    );
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  const row = ada.getByRole('listitem').filter({ hasText: 'Stand-up begins' });
  await expect(row).toContainText('next');
  await expect(draft).toHaveCount(0);
  await show(ada, 'schedules');
  await ada.getByRole('link', { name: 'stand-up' }).click();
  await expect(messages(ada).filter({ hasText: 'Stand-up begins' })).toBeVisible({ timeout: 75_000 });
  await expect(messages(ada).filter({ hasText: 'in five minutes' })).toHaveCount(0);

  await ada.getByRole('link', { name: 'Scheduled' }).click();
  await expect(row).toContainText('Over');
  await row.getByRole('button').click();
  await ada.getByRole('menuitem', { name: 'Delete' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
});

test('schedules fit a dark telephone', async ({ newcomer }) => {
  const page = await newcomer({ dark: true, width: 360 });
  await signUp(page, 'Grace');
  await page.goto('/scheduled');
  await page.getByRole('button', { name: 'New', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('To', { exact: true }).selectOption('# general');
  await dialog.getByLabel('What to say').fill('Stand-up in five minutes');
  await dialog.getByLabel('When', { exact: true }).selectOption('Repeating, by a cron expression');
  await dialog.getByLabel('Cron expression').fill('30 8 * * MON-FRI');
  await expect(dialog.getByRole('status').getByText(/\d{4}, \d+:\d\d/)).toHaveCount(5);
  await show(page, 'schedule-form-narrow-dark');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: 'Stand-up in five minutes' })).toContainText(
    'next',
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
  await show(page, 'schedules-narrow-dark');
});
