import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { createRoom, expect, messages, say, show, signInAsAdministrator, signUp, test } from './confab';
import { Receiver, type Told } from './receiver';

/** As the receivers' libraries of Standard Webhooks do it. */
function isSigned({ headers, body }: Told, secret: string): boolean {
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  return headers['webhook-signature'] === `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
}

async function openWebhooks(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More about this room' }).click();
  await page.getByRole('menuitem', { name: 'Room settings' }).click();
  await page.getByRole('tab', { name: 'Webhooks' }).click();
}

test('a program posts by a secret URL, and another is told what is said', async ({ newcomer }) => {
  const ada = await newcomer();
  let works = true;
  const receiver = await Receiver.start(() =>
    works ? { status: 204 } : { status: 500, body: 'The disk is full.' },
  );
  try {
    await signUp(ada, 'Ada');
    await createRoom(ada, 'releases');
    await openWebhooks(ada);
    const dialog = ada.getByRole('dialog', { name: 'Room settings' });
    const incoming = dialog.getByRole('region', { name: 'Incoming webhooks' });
    await incoming.getByLabel('Name').fill('Build server');
    await incoming.getByRole('button', { name: 'Create' }).click();
    const url = await incoming.getByLabel('URL of Build server').inputValue();

    const outgoing = dialog.getByRole('region', { name: 'Outgoing webhooks' });
    await outgoing.getByLabel('Name').fill('Archive');
    await outgoing.getByLabel('URL').fill(receiver.url);
    await outgoing.getByRole('button', { name: 'Create' }).click();
    const secret = await outgoing.getByLabel('Secret of Archive').inputValue();
    await show(ada, 'webhooks');

    const posted = await globalThis.fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ text: 'Build *17* is green' }),
    });
    expect(await posted.text()).toBe('ok');
    await ada.keyboard.press('Escape');
    await expect(messages(ada).filter({ hasText: 'Build 17 is green' })).toContainText('Build server');
    await say(ada, 'Thank you, build server');
    await expect.poll(() => receiver.told.length).toBe(2);
    expect(receiver.told.map((told) => isSigned(told, secret))).toEqual([true, true]);
    expect(receiver.told[1]?.body).toContain('Thank you, build server');

    works = false;
    await openWebhooks(ada);
    await expect(outgoing.getByLabel('Secret of Archive')).toHaveCount(0);
    await outgoing.getByRole('button', { name: 'Test Archive' }).click();
    await expect(outgoing.getByRole('status')).toContainText('answered with 500');
    await outgoing.getByRole('button', { name: 'What to do with Archive' }).click();
    await ada.getByRole('menuitem', { name: 'Show deliveries' }).click();
    await expect(outgoing.getByText('The disk is full.')).toBeVisible();
    await show(ada, 'webhook-deliveries');
    works = true;
    await outgoing.getByRole('button', { name: 'Replay webhook.test' }).click();
    await expect(outgoing.getByText('The disk is full.')).toHaveCount(0);
  } finally {
    receiver.stop();
  }
});

test('webhooks fit a dark telephone', async ({ newcomer }) => {
  const root = await newcomer({ dark: true, width: 360 });
  await signInAsAdministrator(root);
  // Where they land depends on the rooms that other tests gave them.
  await root.goto('/rooms/1');
  await expect(root.getByRole('heading', { level: 1, name: 'general' })).toBeVisible();
  await openWebhooks(root);
  await root
    .getByRole('region', { name: 'Incoming webhooks' })
    .getByLabel('Name')
    .fill('A program with quite a long name');
  await root
    .getByRole('region', { name: 'Incoming webhooks' })
    .getByRole('button', { name: 'Create' })
    .click();
  await expect(root.getByLabel('URL of A program with quite a long name')).toBeVisible();
  await show(root, 'webhooks-narrow-dark');
  expect(await root.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
});
