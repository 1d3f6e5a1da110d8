import { useTranslation } from 'react-i18next';
import type { SlashCommand } from './slash';
import classes from './MentionList.module.css';

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

interface CommandListProps {
  id: string;
  commands: readonly SlashCommand[];
  chosen: number;
  onChoose: (command: SlashCommand) => void;
  onPoint: (index: number) => void;
}

/** What the `/` may become, with what it does. The focus stays in the text. */
export function CommandList({ id, commands, chosen, onChoose, onPoint }: CommandListProps) {
  const { t } = useTranslation('message');
  return (
    <div className={classes['list']} id={id} role="listbox" aria-label={t('command.label')} data-wide>
      {commands.map((command, index) => {
        const known = described.find((name) => name === command.name);
        return (
          <div
            key={command.name}
            id={`${id}-${index}`}
            className={classes['person']}
            role="option"
            aria-selected={index === chosen}
            onPointerMove={() => onPoint(index)}
            onPointerDown={(event) => {
              event.preventDefault();
              onChoose(command);
            }}
          >
            <span className={classes['command']}>
              <strong>/{command.name}</strong> {command.arguments}
            </span>
            {known && <span className={classes['does']}>{t(`command.does.${known}`)}</span>}
          </div>
        );
      })}
    </div>
  );
}
