import 'i18next';
import type app from './en.json';
import type message from '../features/message/en.json';
import type ui from '../ui/en.json';

declare module 'i18next' {
  /** Keys that do not exist in English are compile errors. */
  interface CustomTypeOptions {
    defaultNS: 'ui';
    resources: { app: typeof app; message: typeof message; ui: typeof ui };
  }
}
