import { useTranslation } from 'react-i18next';
import { OfferList, type OfferListProps } from './OfferList';
import classes from './OfferList.module.css';
import type { SlashCommand } from './slash';

const described = [
  'mute',
  'readonly',
  'kick',
  'ban',
  'unmute',
  'unban',
  'slow',
  'lock',
  'unlock',
  'topic',
  'invite',
] as const;

/** What the `/` may become, with what it does. */
export function CommandList(props: OfferListProps<SlashCommand>) {
  const { t } = useTranslation('message');
  return (
    <OfferList {...props} label={t('command.label')} wide keyOf={({ name }) => name}>
      {(command) => {
        const own = command.bot ? undefined : described.find((name) => name === command.name);
        const does = own ? t(`command.does.${own}`) : command.description;
        return (
          <>
            <span className={classes['command']}>
              <strong>/{command.name}</strong> {command.arguments}
            </span>
            {does && <span className={classes['does']}>{does}</span>}
            {command.bot && (
              <span className={classes['by']}>{t('command.by', { name: command.bot.displayName })}</span>
            )}
          </>
        );
      }}
    </OfferList>
  );
}
