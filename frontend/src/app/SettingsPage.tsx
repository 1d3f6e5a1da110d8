import { NativeSelect, SegmentedControl, Stack, useMantineColorScheme } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import { BotSettings } from '../features/account/BotSettings';
import { InviteSettings } from '../features/account/InviteSettings';
import { PasswordSettings } from '../features/account/PasswordSettings';
import { ProfileSettings } from '../features/account/ProfileSettings';
import { SignInSettings } from '../features/account/SignInSettings';
import { TokenSettings } from '../features/account/TokenSettings';
import { DirectSettings } from '../features/direct/DirectSettings';
import { NotificationSection } from '../features/notification/NotificationSection';
import { MyReports } from '../features/moderation/MyReports';
import type { Account } from '../http/wire';
import type { IconName } from '../ui/Icon';
import { Section } from '../ui/Section';
import { chooseLanguage } from './i18n';
import { languages, type Language } from './languages';
import { PageBar } from './PageBar';
import { Parts } from './Parts';
import { schemes } from './schemes';
import classes from './SettingsPage.module.css';
import { usePageTitle } from './usePageTitle';

const icons = {
  profile: 'user',
  appearance: 'sun',
  direct: 'mail',
  notifications: 'bell',
  reports: 'flag',
  security: 'lock',
  tokens: 'key',
  bots: 'robot',
  invites: 'mail',
} as const satisfies Record<string, IconName>;

type Part = keyof typeof icons;

/** What somebody can settle for themselves, and an administrator for everybody. */
export function SettingsPage({ part, me }: { part: string; me: Account }) {
  const { t } = useTranslation('app');
  const parts = partsFor(me);
  const current = parts.find((candidate) => candidate === part);
  usePageTitle(t('settings.title'));
  if (current === undefined) return <Redirect to="/settings/profile" replace />;
  return (
    <>
      <PageBar>
        <h1>{t('settings.title')}</h1>
      </PageBar>
      <div className={classes['page']}>
        <Parts
          label={t('settings.title')}
          parts={parts.map((name) => ({
            name,
            href: `/settings/${name}`,
            icon: icons[name],
            label: t(`settings.parts.${name}`),
          }))}
          current={current}
        />
        <div className={classes['content']}>
          {current === 'profile' && <ProfileSettings me={me} />}
          {current === 'appearance' && <AppearanceSettings />}
          {current === 'direct' && <DirectSettings />}
          {current === 'notifications' && <NotificationSection />}
          {current === 'reports' && <MyReports />}
          {current === 'security' && (
            <>
              {!me.guest && <PasswordSettings me={me} />}
              <SignInSettings />
            </>
          )}
          {current === 'tokens' && <TokenSettings />}
          {current === 'bots' && <BotSettings />}
          {current === 'invites' && <InviteSettings />}
        </div>
      </div>
    </>
  );
}

function partsFor(me: Account): Part[] {
  return [
    'profile',
    'appearance',
    'direct',
    'notifications',
    'reports',
    'security',
    ...(me.guest ? [] : ['tokens' as const, 'bots' as const]),
    ...(me.role === 'ADMINISTRATOR' ? ['invites' as const] : []),
  ];
}

function AppearanceSettings() {
  const { t, i18n } = useTranslation('app');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title={t('appearance.title')} lead={t('appearance.lead')}>
      <Stack maw={420}>
        <div>
          <span id="theme" className={classes['label']}>
            {t('appearance.theme')}
          </span>
          <SegmentedControl
            fullWidth
            aria-labelledby="theme"
            value={colorScheme}
            onChange={(value) => setColorScheme(value)}
            data={schemes.map(([scheme]) => ({ value: scheme, label: t(`appearance.${scheme}`) }))}
          />
        </div>
        <NativeSelect
          label={t('appearance.language')}
          value={i18n.language}
          onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}
          data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        />
      </Stack>
    </Section>
  );
}
