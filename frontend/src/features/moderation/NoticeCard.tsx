import { CloseButton, Paper, Text } from '@mantine/core';
import classes from './NoticeCard.module.css';

interface NoticeCardProps {
  title: string;
  text?: string | null | undefined;
  closeLabel: string;
  onClose: () => void;
}

/** What somebody decided, in a corner of whatever page is open, until it is closed. */
export function NoticeCard({ title, text, closeLabel, onClose }: NoticeCardProps) {
  return (
    <Paper withBorder shadow="md" p="sm" className={classes['card'] ?? ''}>
      <div>
        <Text fz="sm" fw={600}>
          {title}
        </Text>
        {text && <Text fz="sm">{text}</Text>}
      </div>
      <CloseButton size="sm" aria-label={closeLabel} onClick={onClose} />
    </Paper>
  );
}
