import { Button, Center, Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, useLocation, useSearch } from 'wouter';
import { nextAddress } from '../features/account/credentials';
import { useSession, useSessionChange } from '../features/account/useSession';
import { http } from '../http/httpClient';
import type { EndReason } from '../realtime/connection';
import { RealtimeProvider } from '../realtime/RealtimeProvider';
import { Emptiness } from '../ui/Emptiness';
import { SignedInPages } from './SignedInPages';
import { SignedOutPages } from './SignedOutPages';

const waysIn = /^\/(sign-in|sign-up|guest|join\/.*)$/;

/** Whoever is signed in passes; everybody else is shown the ways in, and comes back to where they were. */
export function SessionGate() {
  const { t } = useTranslation('app');
  const session = useSession();
  const { end } = useSessionChange();
  const [farewell, setFarewell] = useState<EndReason | null>(null);
  const [path] = useLocation();
  const search = useSearch();
  const account = session.data?.account ?? null;
  const signedIn = account !== null;

  useEffect(() => {
    if (!signedIn) return;
    return http.onSignedOut(() => {
      setFarewell('signed-out');
      end();
    });
  }, [signedIn, end]);

  if (session.isPending) {
    return (
      <Center component="main" h="100dvh">
        <Loader aria-label={t('loading')} />
      </Center>
    );
  }
  if (session.isError) {
    return (
      <Center component="main" h="100dvh">
        <Emptiness
          icon="warning"
          title={t('unreachable.title')}
          action={
            <Button mt="sm" loading={session.isFetching} onClick={() => void session.refetch()}>
              {t('unreachable.retry')}
            </Button>
          }
        >
          {t('unreachable.lead')}
        </Emptiness>
      </Center>
    );
  }
  if (account === null) return <SignedOutPages session={session.data} farewell={farewell} />;
  if (waysIn.test(path)) return <Redirect to={nextAddress(search)} replace />;
  return (
    <RealtimeProvider
      key={account.id}
      account={account}
      onEnded={(reason) => {
        setFarewell(reason);
        end();
      }}
    >
      <SignedInPages me={account} />
    </RealtimeProvider>
  );
}
