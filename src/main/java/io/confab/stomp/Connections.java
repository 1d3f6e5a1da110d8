package io.confab.stomp;

import java.util.Set;

/** The live connections of this node. Thread-safe. */
public interface Connections {

    /** Closes every connection that came by this sign-in or token. */
    void closeSignIn(String signIn, CloseCode code);

    /** Closes every connection of an account. */
    void closeAccount(long account, CloseCode code);

    /** The sign-ins that have a live connection now. */
    Set<String> signIns();

    /** The accounts, of those who subscribe to their own {@code queue}, that have a live connection now. */
    Set<Long> subscribers(Destination queue);
}
