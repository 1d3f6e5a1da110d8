package io.confab.moderation;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.confab.account.AccountId;
import io.confab.account.AccountRestrictions;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.account.Restriction;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.moderation.SanctionStore.Filter;
import io.confab.moderation.SanctionView.AnswerView;
import io.confab.moderation.SanctionView.AppealView;
import io.confab.report.Cases;
import io.confab.room.RoomId;
import io.confab.room.RoomRef;
import io.confab.room.RoomRestrictions;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holds people back, in a room or on the whole server, and lets them go. The decision and what it does are committed
 * together; it ends by itself, because its time is compared wherever it matters.
 */
@Service
class Sanctions {

    /** Tells every node that a decision was made or lifted; the body is its id. */
    static final String CHANGED = "sanction.changed";

    private final SanctionStore store;
    private final RoomRestrictions inRooms;
    private final AccountRestrictions everywhere;
    private final Rooms rooms;
    private final Accounts accounts;
    private final Cases cases;
    private final ControlLog control;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Sanctions(
            SanctionStore store,
            RoomRestrictions inRooms,
            AccountRestrictions everywhere,
            Rooms rooms,
            Accounts accounts,
            Cases cases,
            ControlLog control,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.inRooms = inRooms;
        this.everywhere = everywhere;
        this.rooms = rooms;
        this.accounts = accounts;
        this.cases = cases;
        this.control = control;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * What somebody wants to impose.
     *
     * @param room  null for the whole server
     * @param until null for no end
     * @param moderationCase the case that it comes of, if it comes of one
     */
    record Order(
            SanctionKind kind,
            String username,
            @Nullable RoomId room,
            String reason,
            @Nullable Instant until,
            @Nullable Long moderationCase) {

        Order(SanctionKind kind, String username, @Nullable RoomId room, String reason, @Nullable Instant until) {
            this(kind, username, room, reason, until, null);
        }
    }

    /**
     * A standing one of the same kind, for the same account in the same place, is replaced, unless somebody of higher rank
     * decided it; an appeal against it that waits
     * is one against this from now on, so that nobody is spared an answer by deciding again.
     */
    SanctionView impose(Actor by, Order order) {
        var now = now();
        requireSensible(order, now);
        var me = new AccountId(by.account());
        var other = new AccountId(accounts.requireByUsername(order.username()).id());
        var act = act("sanction.imposed", by, order.kind(), other, order.room())
                .because(order.reason())
                .with("until", order.until())
                .with("case", order.moderationCase());
        if (order.moderationCase() != null) {
            cases.requireAbout(order.moderationCase(), me, other);
        }
        return Objects.requireNonNull(audit.guard(
                act,
                () -> transaction.execute(status -> {
                    var decided = new Sanction(
                            0,
                            order.kind(),
                            other,
                            order.room(),
                            order.reason(),
                            me,
                            now,
                            order.until(),
                            null,
                            null,
                            null,
                            order.moderationCase());
                    effect(decided, me, Objects.requireNonNullElse(order.until(), Restriction.FOREVER));
                    var replaced = store.standing(decided, now);
                    long id = store.insert(decided);
                    replaced.forEach(former -> {
                        requireNotOutranked(me, former);
                        store.lift(former.id(), me, now);
                        store.carryAppeal(former, id);
                    });
                    control.write(new ControlEntry(CHANGED, Long.toString(id)));
                    if (decided.isKickFromServer()) {
                        // Last, so that whoever it is hears why before the connection closes.
                        everywhere.disconnect(other);
                    }
                    audit.record(act.with("sanction", id));
                    return view(store.find(id).orElseThrow());
                })));
    }

    /** Lets go before the time, or what has no end. */
    void lift(Actor by, long id, @Nullable String reason) {
        var me = new AccountId(by.account());
        var known = store.find(id).orElseThrow(Sanctions::unknown);
        var act = act("sanction.lifted", by, known.kind(), known.account(), known.room())
                .because(reason)
                .with("sanction", id);
        audit.carryOut(act, () -> {
            letGo(known, me);
            requireNotOutranked(me, known);
            control.write(new ControlEntry(CHANGED, Long.toString(id)));
            return true;
        });
    }

    /** The same of what stands of this kind in the room. */
    void lift(Actor by, SanctionKind kind, AccountId whom, RoomId room) {
        var standing = audit.guard(
                act("sanction.lifted", by, kind, whom, room),
                () -> page(new AccountId(by.account()), new Filter(whom, room, kind, true), Long.MAX_VALUE, 1));
        if (standing.isEmpty()) {
            throw ErrorCode.NOT_FOUND.because("There is nothing to lift.");
        }
        lift(by, standing.get(0).id(), null);
    }

    /**
     * What somebody decided is not taken back by those below them, as long as they are above: who has lost their rank since or
     * is gone decides for nobody any more. Asked after the right to hold back the person at all, and under its lock.
     */
    private void requireNotOutranked(AccountId me, Sanction decided) {
        var room = decided.room();
        boolean outranked =
                room == null ? accounts.isBelow(me, decided.imposedBy()) : rooms.isBelow(room, me, decided.imposedBy());
        if (outranked) {
            throw ErrorCode.OUTRANKED.because(
                    "Somebody of higher rank decided this. It is lifted or replaced by them and their equals, or upon an appeal.");
        }
    }

    /** In the caller's transaction; whoever is told of it is told by the caller. */
    void letGo(Sanction known, AccountId me) {
        requireStanding(known);
        effect(known, me, null);
        // Again, under the lock that the effect has taken: another may have lifted or replaced it meanwhile.
        requireStanding(store.find(known.id()).orElseThrow());
        store.lift(known.id(), me, now());
    }

    private void requireStanding(Sanction sanction) {
        if (!sanction.isStanding(now())) {
            throw ErrorCode.STALE.because("This sanction is over.");
        }
    }

    private static Act act(String kind, Actor by, SanctionKind what, AccountId whom, @Nullable RoomId where) {
        return Act.of(kind, by)
                .on(whom.value())
                .in(where == null ? null : where.value())
                .with("kind", what);
    }

    private void effect(Sanction sanction, AccountId me, @Nullable Instant until) {
        var room = sanction.room();
        var other = sanction.account();
        var restriction = sanction.kind().restriction();
        if (room == null) {
            accounts.requireStaff(me);
            accounts.requireAbove(me, other);
            accounts.requireWriter(me);
            if (restriction != null) {
                everywhere.restrict(other, restriction, until, sanction.reason());
            }
        } else if (restriction != null) {
            inRooms.restrict(room, me, other, restriction, until);
        } else {
            inRooms.kick(room, me, other);
        }
    }

    private static void requireSensible(Order order, Instant now) {
        var until = order.until();
        if (until == null) {
            return;
        }
        if (order.kind() == SanctionKind.KICK) {
            throw ErrorCode.INVALID
                    .because("A kick is over at once: it has no end.")
                    .at("until");
        }
        if (!until.isAfter(now) || !until.isBefore(Restriction.FOREVER)) {
            throw ErrorCode.INVALID
                    .because("The end is to come, and before the year 9999.")
                    .at("until");
        }
    }

    /** Newest first. Those who moderate the server see all; those of a room the ones of their room, which they name. */
    List<SanctionView> page(AccountId reader, Filter filter, long before, int limit) {
        var room = filter.room();
        if (!accounts.isStaff(reader)) {
            if (room == null) {
                throw ErrorCode.FORBIDDEN.because("Sanctions are for those who moderate.");
            }
            rooms.requireModerator(room, reader);
        }
        return views(store.page(filter, now(), before, limit));
    }

    /** Those that hold the account back now. */
    List<SanctionView> standing(AccountId account) {
        return views(store.page(new Filter(account, null, null, true), now(), Long.MAX_VALUE, Integer.MAX_VALUE));
    }

    SanctionView view(Sanction sanction) {
        return views(List.of(sanction)).get(0);
    }

    private List<SanctionView> views(Collection<Sanction> sanctions) {
        var people = new HashSet<AccountId>();
        var refs = new HashMap<RoomId, RoomRef>();
        for (var sanction : sanctions) {
            people.add(sanction.account());
            people.add(sanction.imposedBy());
            if (sanction.liftedBy() != null) {
                people.add(sanction.liftedBy());
            }
            if (sanction.appeal() != null && sanction.appeal().answer() != null) {
                people.add(sanction.appeal().answer().by());
            }
            if (sanction.room() != null) {
                refs.computeIfAbsent(sanction.room(), room -> rooms.ref(room).orElseThrow());
            }
        }
        var names = accounts.views(people);
        return sanctions.stream()
                .map(sanction -> new SanctionView(
                        sanction.id(),
                        sanction.kind(),
                        Objects.requireNonNull(names.get(sanction.account())),
                        sanction.room() == null ? null : refs.get(sanction.room()),
                        sanction.reason(),
                        Objects.requireNonNull(names.get(sanction.imposedBy())),
                        sanction.createdAt(),
                        sanction.until(),
                        sanction.liftedAt(),
                        sanction.liftedBy() == null ? null : names.get(sanction.liftedBy()),
                        view(sanction.appeal(), names)))
                .toList();
    }

    private static @Nullable AppealView view(@Nullable Appeal appeal, Map<AccountId, AccountView> names) {
        if (appeal == null) {
            return null;
        }
        var answer = appeal.answer();
        return new AppealView(
                appeal.text(),
                appeal.at(),
                answer == null
                        ? null
                        : new AnswerView(
                                answer.outcome(),
                                answer.text(),
                                Objects.requireNonNull(names.get(answer.by())),
                                answer.at()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static RuntimeException unknown() {
        return ErrorCode.NOT_FOUND.because("There is no such sanction.");
    }
}
