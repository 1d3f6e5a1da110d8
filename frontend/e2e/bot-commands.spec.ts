import type { Page } from '@playwright/test';
import { composer, createRoom, expect, messages, say, show, signUp, test } from './confab';
import { Receiver, type Reply, type Told } from './receiver';

interface Question {
  command: string;
  text: string;
  account: { username: string };
}

function questionOf({ body }: Told): Question {
  return (JSON.parse(body) as { data: Question }).data;
}

/** A bot that knows what the sky will do: where is its matter, and who asks for "me" is told alone. */
function forecast(told: Told): Reply {
  const { text, account } = questionOf(told);
  if (text === 'nowhere') return { status: 500 };
  const answer = text.startsWith('me ')
    ? { body: `Take an **umbrella**, ${account.username}.`, to: 'asker' }
    : { body: `Rain in ${text}.`, to: 'room' };
  return { status: 200, body: JSON.stringify(answer) };
}

/** Makes a bot that answers `/weather`, as its owner does in the settings; returns a token for it. */
async function makeWeather(page: Page, url: string): Promise<string> {
  await page.goto('/settings/bots');
  await page.getByRole('textbox', { name: 'Username' }).fill('weather');
  await page.getByRole('textbox', { name: 'Display name' }).fill('Weather');
  await page.getByRole('button', { name: 'Create bot' }).click();
  const dialog = page.getByRole('dialog', { name: '@weather' });
  await dialog.getByRole('textbox', { name: 'What is it for?' }).fill('joining');
  await dialog.getByRole('button', { name: 'Create token' }).click();
  const token = await dialog.getByLabel('joining', { exact: true }).inputValue();

  await dialog.getByRole('textbox', { name: 'Address that is asked' }).fill(url);
  await dialog.getByRole('textbox', { name: 'Command' }).fill('mute');
  await dialog.getByRole('button', { name: 'Save commands' }).click();
  await expect(dialog.getByRole('alert')).toContainText('/mute');
  await dialog.getByRole('textbox', { name: 'Command' }).fill('weather');
  await dialog.getByRole('textbox', { name: 'What follows it' }).fill('[me] city');
  await dialog.getByRole('textbox', { name: 'What it does' }).fill('what the sky will do');
  await dialog.getByRole('button', { name: 'Save commands' }).click();
  await expect(dialog.getByLabel('Secret that signs what the bot is asked')).toHaveValue(/^whsec_/);
  await show(page, 'bot-command-settings');
  return token;
}

test('a bot answers a command to the room, or to the asker alone', async ({ newcomer }) => {
  const ada = await newcomer();
  const bob = await newcomer();
  const weather = await Receiver.start(forecast);
  try {
    await signUp(ada, 'Ada');
    const name = await signUp(bob, 'Bob');
    await createRoom(ada, 'outdoors');
    const room = new URL(ada.url()).pathname;
    await bob.goto(room);
    await bob.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(composer(bob)).toBeVisible();

    const token = await makeWeather(ada, weather.url);
    const joined = await ada.request.put(`/api${room}/members/me`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    expect(joined.status()).toBe(200);
    await ada.goto(room);

    // Bob was there before the bot came, and sees its command without loading the page anew.
    await composer(bob).fill('/');
    await expect(bob.getByRole('option')).toHaveText(/weather.*what the sky will do.*by Weather/);
    await show(bob, 'bot-commands');
    await composer(bob).press('Enter');
    await expect(composer(bob)).toHaveValue('/weather ');
    await composer(bob).pressSequentially('Oslo');
    await composer(bob).press('Enter');
    for (const page of [ada, bob]) {
      const said = messages(page).filter({ hasText: 'Rain in Oslo.' });
      await expect(said.getByText('Bot', { exact: true })).toBeVisible();
      await expect(messages(page).filter({ hasText: '/weather' })).toHaveCount(0);
    }

    await say(bob, '/weather me Oslo');
    const card = bob.getByRole('status').filter({ hasText: 'Only you see this' });
    await expect(card).toContainText(`Take an umbrella, ${name}.`);
    await show(bob, 'bot-answer-alone');
    // What comes after it is there, so that it would be too.
    await say(bob, 'I have none');
    await expect(messages(ada).filter({ hasText: 'I have none' })).toBeVisible();
    await expect(ada.getByText('umbrella')).toHaveCount(0);
    await expect(messages(bob).filter({ hasText: 'umbrella' })).toHaveCount(0);
    await card.getByRole('button', { name: 'Close the answer of Weather' }).click();
    await expect(card).toHaveCount(0);

    await say(bob, '/weather nowhere');
    await expect(bob.getByRole('alert')).toContainText('The bot does not answer.');
    await expect(composer(bob)).toHaveValue('/weather nowhere');
    expect(weather.told.map(questionOf).map(({ command, text }) => [command, text])).toEqual([
      ['weather', 'Oslo'],
      ['weather', 'me Oslo'],
      ['weather', 'nowhere'],
    ]);
    expect(weather.told.every(({ headers }) => String(headers['webhook-id']).startsWith('cmd_'))).toBe(true);
  } finally {
    weather.stop();
  }
});

test('the commands of a bot fit a dark telephone', async ({ newcomer }) => {
  const page = await newcomer({ dark: true, width: 360 });
  await signUp(page, 'Grace');
  await page.goto('/settings/bots');
  await page.getByRole('textbox', { name: 'Username' }).fill('tides');
  await page.getByRole('button', { name: 'Create bot' }).click();
  const dialog = page.getByRole('dialog', { name: '@tides' });
  await dialog.getByRole('textbox', { name: 'Command' }).fill('when-does-the-tide-come-in_here');
  await dialog.getByRole('textbox', { name: 'What it does' }).fill('What the moon does to the sea');
  await dialog.getByRole('button', { name: 'Save commands' }).scrollIntoViewIfNeeded();
  await show(page, 'bot-command-settings-narrow-dark');
  expect(await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth)).toBe(false);
});
