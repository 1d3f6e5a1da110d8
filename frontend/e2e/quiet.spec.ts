import type { Page } from '@playwright/test';
import { composer, createRoom, expect, say, signUp, test } from './confab';
import { recorded, recording } from './notifications';

const bodies = async (page: Page) => (await recorded(page)).map(({ body }) => body);

/** From so many hours after now to so many. */
async function keepQuiet(page: Page, from: number, to: number) {
  const [begins, ends] = await page.evaluate(
    (hours) =>
      hours.map((hour) => new Date(Date.now() + hour * 3_600_000).toTimeString().slice(0, 'HH:mm'.length)),
    [from, to],
  );
  for (const [label, time = ''] of [
    ['From', begins],
    ['To', ends],
  ] as const) {
    const field = page.getByLabel(label, { exact: true });
    if ((await field.inputValue()) === time) continue;
    const kept = page.waitForResponse(
      (answer) => answer.url().endsWith('/api/settings/notifications') && answer.request().method() === 'GET',
    );
    await field.fill(time);
    await kept;
    await expect(field).toHaveValue(time);
  }
}

async function become(page: Page, availability: 'Automatic' | 'Do not disturb') {
  await page
    .getByRole('button', { name: /^Bob Kahn: account/ })
    .last()
    .click();
  await page.getByRole('menuitem', { name: 'Presence and status…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Presence and status' });
  await dialog.getByRole('radio', { name: availability }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
}

test('the browser is silent in quiet hours and for whoever is not to be disturbed, and what is unread counts all the same', async ({
  newcomer,
}) => {
  const ada = await newcomer();
  const bob = await newcomer();
  await bob.addInitScript(recording);
  await signUp(ada, 'Ada Lovelace');
  const bobsName = await signUp(bob, 'Bob Kahn');
  const room = `night ${bobsName}`;
  await createRoom(ada, room);
  await bob.goto(new URL(ada.url()).pathname);
  await bob.getByRole('button', { name: 'Join', exact: true }).click();
  await expect(composer(bob)).toBeVisible();
  await bob.goto('/settings/notifications');
  await bob.getByRole('button', { name: 'Allow notifications' }).click();
  await bob.getByRole('switch', { name: 'Quiet hours' }).click();

  const count = (mentions: number) =>
    expect(
      bob.getByRole('link', { name: new RegExp(`${room}.* ${String(mentions)} mentions? of you`) }),
    ).toBeVisible();

  await test.step('outside of the quiet hours it tells', async () => {
    await keepQuiet(bob, 2, 4);
    await say(ada, `@${bobsName} by day`);
    await expect.poll(() => bodies(bob)).toEqual([`@${bobsName} by day`]);
  });

  await test.step('in them it does not', async () => {
    await keepQuiet(bob, -1, 1);
    await say(ada, `@${bobsName} by night`);
    await count(2);
  });

  await test.step('nor does it while one is not to be disturbed', async () => {
    await become(bob, 'Do not disturb');
    await keepQuiet(bob, 2, 4);
    await say(ada, `@${bobsName} in vain`);
    await count(3);
  });

  await test.step('afterwards it tells again, and of nothing that was said meanwhile', async () => {
    await become(bob, 'Automatic');
    await say(ada, `@${bobsName} at last`);
    await expect.poll(() => bodies(bob)).toContain(`@${bobsName} at last`);
    expect(await bodies(bob)).toEqual([`@${bobsName} by day`, `@${bobsName} at last`]);
  });
});
