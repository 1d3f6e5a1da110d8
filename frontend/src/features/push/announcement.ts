import { z } from 'zod';
import { person } from '../../http/wire';

/** What arrives on /topic/announcements. */
export const announcementMade = z.object({
  type: z.literal('announcement.made'),
  body: z.string(),
  by: person,
  at: z.string(),
});
export type AnnouncementMade = z.infer<typeof announcementMade>;
