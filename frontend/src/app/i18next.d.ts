import 'i18next';
import type app from './en.json';
import type account from '../features/account/en.json';
import type admin from '../features/admin/en.json';
import type direct from '../features/direct/en.json';
import type feed from '../features/feed/en.json';
import type message from '../features/message/en.json';
import type moderation from '../features/moderation/en.json';
import type notification from '../features/notification/en.json';
import type presence from '../features/presence/en.json';
import type push from '../features/push/en.json';
import type room from '../features/room/en.json';
import type schedule from '../features/schedule/en.json';
import type webhook from '../features/webhook/en.json';
import type ui from '../ui/en.json';

declare module 'i18next' {
  /** Keys that do not exist in English are compile errors. */
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: {
      app: typeof app;
      account: typeof account;
      admin: typeof admin;
      direct: typeof direct;
      feed: typeof feed;
      message: typeof message;
      moderation: typeof moderation;
      notification: typeof notification;
      presence: typeof presence;
      push: typeof push;
      room: typeof room;
      schedule: typeof schedule;
      ui: typeof ui;
      webhook: typeof webhook;
    };
  }
}
