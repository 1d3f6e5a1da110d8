import { CloseButton, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTopic } from '../../realtime/useTopic';
import { announcementMade, type AnnouncementMade } from './announcement';
import classes from './Announcement.module.css';

/** The last that everybody was told, until it is closed. */
export function Announcement() {
  const { t } = useTranslation('push');
  const [made, setMade] = useState<AnnouncementMade | null>(null);
  useTopic('/topic/announcements', announcementMade, setMade);
  return (
    <div role="status" className={classes['place']}>
      {made && (
        <div className={classes['banner']}>
          <div>
            <Text fz="xs" fw={600}>
              {t('by', { name: made.by.displayName })}
            </Text>
            <Text fz="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {made.body}
            </Text>
          </div>
          <CloseButton
            size="sm"
            variant="transparent"
            aria-label={t('close')}
            onClick={() => setMade(null)}
          />
        </div>
      )}
    </div>
  );
}
