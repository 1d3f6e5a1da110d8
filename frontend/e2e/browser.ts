import { existsSync } from 'node:fs';
import packaged from '@sparticuz/chromium';
import type { LaunchOptions } from '@playwright/test';

const installed = '/usr/bin/chromium';

/** The system's Chromium, or, so that nothing is skipped where there is none, the one that came with the packages. */
export async function chromium(): Promise<LaunchOptions> {
  return existsSync(installed)
    ? { executablePath: installed, args: ['--no-sandbox'] }
    : { executablePath: await packaged.executablePath(), args: ['--no-sandbox', '--disable-gpu'] };
}
