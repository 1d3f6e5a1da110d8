package io.confab.push;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.Broadcaster;
import io.confab.stomp.Destination;
import io.confab.stomp.SignedIn;
import io.confab.stomp.SubscriptionGuard;
import org.springframework.stereotype.Component;

/** Tells something to everybody who is online now. For those who moderate or administrate the server. */
@Component
public class PublicAnnouncements implements SubscriptionGuard {

    private static final int LONGEST = 1000;
    private static final Destination TOPIC = Destination.topic("announcements");

    private final Accounts accounts;
    private final Audit audit;
    private final Broadcaster broadcaster;
    private final UsedKeys used;
    private final Clock clock;

    PublicAnnouncements(Accounts accounts, Audit audit, Broadcaster broadcaster, UsedKeys used, Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.broadcaster = broadcaster;
        this.used = used;
        this.clock = clock;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonTypeName("announcement.made")
    record AnnouncementMade(String body, AccountView by, Instant at) {}

    /**
     * Makes an announcement, unless it was made under this key within a day. One that a node has died over is made again by
     * whoever asks again, so that it may be heard twice.
     *
     * @throws Refusal {@code forbidden}, or {@code invalid} if the text is none or too long
     */
    public boolean makeOnce(Actor by, String key, String body) {
        return makeOnce(by, new IdempotencyKey(key), body);
    }

    boolean makeOnce(Actor by, IdempotencyKey key, String body) {
        requireBody(body);
        return used.once(new AccountId(by.account()), key.to(TOPIC.toString()), () -> {
            make(by, body.strip());
            return true;
        });
    }

    /** @throws Refusal {@code invalid} at {@code body} */
    public static void requireBody(String body) {
        if (body.isBlank() || body.length() > LONGEST || body.indexOf('\0') >= 0) {
            throw ErrorCode.INVALID
                    .because("An announcement has 1 to " + LONGEST + " characters.")
                    .at("body");
        }
    }

    private void make(Actor by, String body) {
        var me = new AccountId(by.account());
        var act = Act.of("announcement.made", by).because(body);
        var made = audit.carryOut(act, () -> {
            accounts.requireStaff(me);
            accounts.requireWriter(me);
            return new AnnouncementMade(body, accounts.view(me), clock.instant().truncatedTo(ChronoUnit.MILLIS));
        });
        broadcaster.publish(TOPIC, made);
    }

    @Override
    public boolean guards(Destination destination) {
        return destination.equals(TOPIC);
    }

    /** Whoever is signed in. */
    @Override
    public void check(Destination destination, SignedIn subscriber) {}
}
