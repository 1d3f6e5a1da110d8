import { useEffect } from 'react';
import { Redirect, Route, Switch, useLocation, useSearch } from 'wouter';
import { GuestPage } from '../features/account/GuestPage';
import { SignInPage } from '../features/account/SignInPage';
import { SignUpPage } from '../features/account/SignUpPage';
import type { Session } from '../http/wire';
import type { EndReason } from '../realtime/connection';

interface SignedOutPagesProps {
  session: Session;
  farewell: EndReason | null;
}

/** The ways in. Any other address leads to signing in, or up where nobody could sign in yet, and back to itself from there. */
export function SignedOutPages({ session, farewell }: SignedOutPagesProps) {
  const [path] = useLocation();
  const search = useSearch();
  useEffect(() => {
    document.title = 'Confab';
  }, []);
  const here = path + (search === '' ? '' : `?${search}`);
  const wayIn = session.setUp && farewell === null ? '/sign-up' : '/sign-in';
  return (
    <Switch>
      <Route path="/sign-in">
        <SignInPage session={session} farewell={farewell} />
      </Route>
      <Route path="/sign-up">
        <SignUpPage session={session} />
      </Route>
      <Route path="/join/:code">{({ code }) => <SignUpPage session={session} invite={code} />}</Route>
      <Route path="/guest">
        <GuestPage session={session} />
      </Route>
      <Route>
        <Redirect to={here === '/' ? wayIn : `${wayIn}?next=${encodeURIComponent(here)}`} replace />
      </Route>
    </Switch>
  );
}
