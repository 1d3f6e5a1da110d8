package io.confab.stomp;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** The live connections of this node. Thread-safe. */
public interface Connections {

    /** Closes every connection that came by this sign-in or token. */
    void closeSignIn(String signIn, CloseCode code);

    /** Closes every connection of an account. */
    void closeAccount(long account, CloseCode code);

    /** The same, once what waits for them has left: the last that they are told is why. */
    void dismissAccount(long account, CloseCode code);

    /** Closes the connection that has this session's id, if it is one of this node. */
    void closeSession(UUID session, CloseCode code);

    /** Closes every connection: the clients come back, here or elsewhere. */
    void closeAll(CloseCode code);

    /**
     * Ends the subscriptions that an account has to a topic now, unless it has the right to them still. The question is
     * asked after these were noted, so that one who got the right back and subscribed meanwhile keeps the new ones.
     */
    void revoke(Destination topic, long account, BooleanSupplier entitled);

    /** Those that have passed CONNECT and are there now. */
    Collection<LiveSession> sessions();

    /** The sessions whose clients do not read as fast as they are told; {@code most} of them. */
    Map<UUID, Lag> behind(int most);

    /** The sign-ins that have a live connection now. */
    Set<String> signIns();

    /** The topics of this shape ({@link Destination#matches}) that somebody here subscribes to. */
    Set<Destination> subscribed(String... shape);

    /** The accounts, of those who subscribe to their own {@code queue}, that have a live connection now. */
    Set<Long> subscribers(Destination queue);
}
