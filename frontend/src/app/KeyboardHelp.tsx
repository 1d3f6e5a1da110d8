import { Kbd, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './KeyboardHelp.module.css';

interface KeyboardHelpProps {
  opened: boolean;
  onClose: () => void;
  modifier: string;
}

const shortcuts = {
  everywhere: [
    ['switcher', ['mod', 'K']],
    ['previousRoom', ['Alt', '↑']],
    ['nextRoom', ['Alt', '↓']],
    ['nextUnread', ['Alt', 'Shift', '↓']],
    ['latest', ['Alt', 'T']],
    ['help', ['?']],
  ],
  writing: [
    ['send', ['Enter']],
    ['newLine', ['Shift', 'Enter']],
    ['editLast', ['↑']],
    ['mention', ['@']],
    ['cancel', ['Esc']],
  ],
} as const;

export function KeyboardHelp({ opened, onClose, modifier }: KeyboardHelpProps) {
  const { t } = useTranslation('app');
  const { t: ui } = useTranslation('ui');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('help.title')}
      closeButtonProps={{ 'aria-label': ui('close') }}
    >
      {(['everywhere', 'writing'] as const).map((group) => (
        <section key={group} className={classes['group']}>
          <h3>{t(`help.${group}`)}</h3>
          <dl>
            {shortcuts[group].map(([action, keys]) => (
              <div key={action}>
                <dt>{t(`help.${action}`)}</dt>
                <dd>
                  {keys.map((key) => (
                    <Kbd key={key}>{key === 'mod' ? modifier : key}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Modal>
  );
}
