import { Menu, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { accountApi } from '../features/account/accountApi';
import { useSessionChange } from '../features/account/useSession';
import { seenAs } from '../features/presence/seenAs';
import type { Account } from '../http/wire';
import { current } from '../realtime/presenceState';
import { useOwnPresence } from '../realtime/usePresence';
import { Icon } from '../ui/Icon';
import { PersonAvatar } from '../ui/PersonAvatar';
import { chooseLanguage } from './i18n';
import { languages, type Language } from './languages';
import classes from './Layout.module.css';
import { schemes } from './schemes';

/** Who I am, and what is mine alone: settings, how it looks, the way out. */
export function AccountMenu({ me, onPresence }: { me: Account; onPresence: () => void }) {
  const { t, i18n } = useTranslation('app');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { end } = useSessionChange();
  const [, navigate] = useLocation();
  const own = useOwnPresence();
  const status = current(own?.status);
  const handle = me.guest ? t('account.guest') : `@${me.username}`;
  const signOut = useMutation({
    mutationFn: accountApi.signOut,
    onSuccess: () => {
      navigate('/sign-in');
      end();
    },
  });
  return (
    <Menu position="top-start" width={248}>
      <Menu.Target>
        <UnstyledButton
          className={classes['account'] ?? ''}
          aria-label={t('account.menu', { name: me.displayName })}
        >
          <PersonAvatar person={me} presence={seenAs(own)} />
          <span className={classes['who']}>
            <strong>{me.displayName}</strong>
            <span>{status ? `${status.emoji ?? ''} ${status.text}`.trim() : handle}</span>
          </span>
          <Icon name="dots" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="react" />} onClick={onPresence}>
          {t('account.presence')}
        </Menu.Item>
        <Menu.Item component={Link} href="/settings/profile" leftSection={<Icon name="settings" />}>
          {t('settings.title')}
        </Menu.Item>
        {me.role !== 'USER' && (
          <Menu.Item component={Link} href="/admin/dashboard" leftSection={<Icon name="desktop" />}>
            {t('account.admin')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{t('appearance.theme')}</Menu.Label>
        {schemes.map(([scheme, icon]) => (
          <Menu.Item
            key={scheme}
            role="menuitemradio"
            aria-checked={colorScheme === scheme}
            leftSection={<Icon name={icon} />}
            rightSection={colorScheme === scheme && <Icon name="check" size={16} />}
            closeMenuOnClick={false}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`appearance.${scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Label>{t('appearance.language')}</Menu.Label>
        {Object.entries(languages).map(([language, name]) => (
          <Menu.Item
            key={language}
            role="menuitemradio"
            aria-checked={i18n.language === language}
            lang={language}
            leftSection={<Icon name="globe" />}
            rightSection={i18n.language === language && <Icon name="check" size={16} />}
            closeMenuOnClick={false}
            onClick={() => void chooseLanguage(language as Language)}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Icon name="signOut" />} onClick={() => signOut.mutate()}>
          {t('account.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
