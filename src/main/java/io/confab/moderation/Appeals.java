package io.confab.moderation;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.cluster.ControlEntry;
import io.confab.cluster.ControlLog;
import io.confab.report.Cases;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whoever is held back may say once what speaks against it; somebody else than who decided answers, where there is one. */
@Service
class Appeals {

    private final SanctionStore store;
    private final Sanctions sanctions;
    private final Rooms rooms;
    private final Accounts accounts;
    private final Cases cases;
    private final ControlLog control;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Appeals(
            SanctionStore store,
            Sanctions sanctions,
            Rooms rooms,
            Accounts accounts,
            Cases cases,
            ControlLog control,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.sanctions = sanctions;
        this.rooms = rooms;
        this.accounts = accounts;
        this.cases = cases;
        this.control = control;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws io.confab.shared.Refusal {@code not-found}; {@code stale} if it is over, or was appealed against before */
    SanctionView appeal(AccountId me, long id, String text) {
        var known = store.find(id)
                .filter(found -> found.account().equals(me))
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such sanction."));
        if (!known.isStanding(clock.instant())) {
            throw ErrorCode.STALE.because("This sanction is over.");
        }
        return Objects.requireNonNull(transaction.execute(status -> {
            if (!store.appeal(id, text, clock.instant().truncatedTo(ChronoUnit.MILLIS))) {
                throw ErrorCode.STALE.because("You have appealed against this before.");
            }
            if (known.moderationCase() != null) {
                cases.appealed(known.moderationCase());
            }
            return told(id);
        }));
    }

    /** The same against the ban of the whole server, by who cannot sign in because of it. */
    SanctionView appealBan(AccountId me, String text) {
        return appeal(me, ban(me).id(), text);
    }

    /** The ban of the whole server that keeps the account out, with what became of an appeal against it. */
    SanctionView ban(AccountId me) {
        return sanctions.standing(me).stream()
                .filter(found -> found.kind() == SanctionKind.BAN && found.room() == null)
                .findFirst()
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("You are not banned."));
    }

    /**
     * Answers for good. What is lifted is lifted in the same moment.
     *
     * @throws io.confab.shared.Refusal {@code forbidden} to whoever could not impose it, and to whoever did while there is
     *     somebody else; {@code stale} without an appeal that waits
     */
    SanctionView answer(Actor by, long id, Appeal.Outcome outcome, String text) {
        var me = new AccountId(by.account());
        var known = store.find(id).orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such sanction."));
        var room = known.room();
        var act = Act.of("appeal.answered", by)
                .on(known.account().value())
                .in(room == null ? null : room.value())
                .because(text)
                .with("sanction", id)
                .with("outcome", outcome);
        return audit.carryOut(act, () -> {
            requireJudge(me, known);
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            if (outcome == Appeal.Outcome.LIFTED && known.isStanding(now)) {
                // Before the answer is written: whoever replaces the sanction takes the same locks in this order.
                sanctions.letGo(known, me);
            }
            if (!store.answer(id, new Appeal.Answer(outcome, text, me, now))) {
                throw ErrorCode.STALE.because("There is no appeal that waits for an answer.");
            }
            return told(id);
        });
    }

    private void requireJudge(AccountId me, Sanction sanction) {
        var room = sanction.room();
        if (room == null) {
            accounts.requireStaff(me);
            accounts.requireAbove(me, sanction.account());
            accounts.requireWriter(me);
        } else {
            rooms.requireAbove(room, me, sanction.account());
        }
        boolean another = room == null
                ? accounts.hasOtherAbove(sanction.account(), me)
                : rooms.hasOtherAbove(room, sanction.account(), me);
        if (sanction.imposedBy().equals(me) && another) {
            throw ErrorCode.FORBIDDEN.because("Somebody else than who decided answers an appeal.");
        }
    }

    private SanctionView told(long id) {
        control.write(new ControlEntry(Sanctions.CHANGED, Long.toString(id)));
        return sanctions.view(store.find(id).orElseThrow());
    }
}
