import type { Page } from '@playwright/test';

interface Recorded {
  title: string;
  body: string;
  tag: string;
  closed: boolean;
}

/** Instead of the browser's notifications: what would be shown, and whether it was withdrawn. */
export const recording = () => {
  const recorded: Recorded[] = [];
  class RecordedNotification {
    static permission: NotificationPermission = 'default';
    static requestPermission(): Promise<NotificationPermission> {
      RecordedNotification.permission = 'granted';
      return Promise.resolve('granted');
    }
    onclick: (() => void) | null = null;
    private readonly record: Recorded;
    constructor(title: string, options: { body: string; tag: string }) {
      this.record = { title, body: options.body, tag: options.tag, closed: false };
      recorded.push(this.record);
    }
    close() {
      this.record.closed = true;
    }
  }
  Object.assign(window, { Notification: RecordedNotification, recorded });
  // Whoever looks at the page is told within it.
  document.hasFocus = () => false;
};

export function recorded(page: Page): Promise<Recorded[]> {
  return page.evaluate(() => (window as unknown as { recorded: Recorded[] }).recorded);
}
