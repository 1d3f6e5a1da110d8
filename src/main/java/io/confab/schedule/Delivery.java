package io.confab.schedule;

import java.time.Instant;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.direct.DirectRooms;
import io.confab.message.Draft;
import io.confab.message.Messages;
import io.confab.push.PublicAnnouncements;
import io.confab.room.RoomId;
import io.confab.shared.Refusal;
import org.springframework.stereotype.Component;

/** Says what is due. However often it is asked to, it says it once: the log knows each time that it was due. */
@Component
class Delivery {

    private static final int PATIENCE_SECONDS = 30;

    private final Messages messages;
    private final DirectRooms directRooms;
    private final PublicAnnouncements announcements;
    private final Accounts accounts;

    Delivery(Messages messages, DirectRooms directRooms, PublicAnnouncements announcements, Accounts accounts) {
        this.messages = messages;
        this.directRooms = directRooms;
        this.announcements = announcements;
        this.accounts = accounts;
    }

    /** @throws Refusal if its owner may not say that, or not there, any more; the same as if they did it themselves */
    void say(Schedule schedule, Instant due) {
        var owner = schedule.owner();
        // Nobody speaks whose account is disabled, nor does a bot of theirs.
        accounts.role(owner);
        accounts.owner(owner).ifPresent(accounts::role);
        if (schedule.room() != null) {
            post(schedule, schedule.room(), due);
        } else if (schedule.account() != null) {
            post(schedule, direct(owner, schedule.account()), due);
        } else {
            announcements.makeOnce(new Actor(owner.value(), null), schedule.occurrence(due), schedule.body());
        }
    }

    private RoomId direct(AccountId owner, AccountId to) {
        return directRooms.openToWrite(owner, accounts.view(to).username());
    }

    private void post(Schedule schedule, RoomId room, Instant due) {
        try {
            messages.post(room, schedule.owner(), new Draft(schedule.occurrence(due), schedule.body(), null))
                    .toCompletableFuture()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Refusal refusal) {
                throw refusal;
            }
            throw failure;
        }
    }
}
