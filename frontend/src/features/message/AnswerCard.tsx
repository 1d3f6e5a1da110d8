import { CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { BotMark } from '../../ui/BotMark';
import type { Person } from '../../http/wire';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { PersonName } from '../../ui/PersonName';
import { MessageBody } from './MessageBody';
import type { CommandAnswer } from './slash';
import classes from './AnswerCard.module.css';

interface AnswerCardProps {
  answer: CommandAnswer;
  /** My user name. */
  me: string;
  /** Shows who somebody is. */
  onPerson: ((person: Person) => void) | undefined;
  onClose: () => void;
}

/** What a bot answered to me alone: no message, and gone once it is closed. */
export function AnswerCard({ answer, me, onPerson, onClose }: AnswerCardProps) {
  const { t } = useTranslation('message');
  return (
    <div className={classes['card']} role="status">
      <div className={classes['head']}>
        <PersonAvatar person={answer.bot} size={24} />
        <span className={classes['name']}>
          <PersonName person={answer.bot} onPerson={onPerson} />
        </span>
        <BotMark of={answer.bot} />
        <span className={classes['note']}>{t('command.onlyYou')}</span>
        <CloseButton
          size="sm"
          aria-label={t('command.closeAnswer', { name: answer.bot.displayName })}
          onClick={onClose}
        />
      </div>
      <MessageBody body={answer.body} me={me} />
    </div>
  );
}
