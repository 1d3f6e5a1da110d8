package io.confab.room;

import io.confab.account.AccountId;
import org.springframework.boot.test.context.TestComponent;

/** Invites to private rooms, for the tests of other modules. */
@TestComponent
public class TestInvitations {

    private final Invitations invitations;

    TestInvitations(Invitations invitations) {
        this.invitations = invitations;
    }

    public void invite(RoomId room, AccountId by, String username) {
        invitations.invite(room, by, username);
    }
}
