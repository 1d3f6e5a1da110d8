import accountEn from '../src/features/account/en.json' with { type: 'json' };
import accountZh from '../src/features/account/zh-CN.json' with { type: 'json' };
import appEn from '../src/app/en.json' with { type: 'json' };
import appZh from '../src/app/zh-CN.json' with { type: 'json' };
import directEn from '../src/features/direct/en.json' with { type: 'json' };
import directZh from '../src/features/direct/zh-CN.json' with { type: 'json' };
import messageEn from '../src/features/message/en.json' with { type: 'json' };
import messageZh from '../src/features/message/zh-CN.json' with { type: 'json' };
import notificationEn from '../src/features/notification/en.json' with { type: 'json' };
import notificationZh from '../src/features/notification/zh-CN.json' with { type: 'json' };
import roomEn from '../src/features/room/en.json' with { type: 'json' };
import roomZh from '../src/features/room/zh-CN.json' with { type: 'json' };
import uiEn from '../src/ui/en.json' with { type: 'json' };
import uiZh from '../src/ui/zh-CN.json' with { type: 'json' };

/** What the client says in each language: its own catalogues, so that a test finds things whatever they are called. */
export const texts = {
  en: {
    account: accountEn,
    app: appEn,
    direct: directEn,
    message: messageEn,
    notification: notificationEn,
    room: roomEn,
    ui: uiEn,
  },
  'zh-CN': {
    account: accountZh,
    app: appZh,
    direct: directZh,
    message: messageZh,
    notification: notificationZh,
    room: roomZh,
    ui: uiZh,
  },
};

export type Language = keyof typeof texts;
export type Texts = (typeof texts)[Language];

/** A text with its gaps filled. */
export function filled(text: string, values: Record<string, string>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}
