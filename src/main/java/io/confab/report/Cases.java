package io.confab.report;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.report.CaseView.Full;
import io.confab.report.CaseView.KeptMessage;
import io.confab.report.CaseView.ReportView;
import io.confab.room.RoomId;
import io.confab.room.RoomRef;
import io.confab.room.Rooms;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The cases, for those who moderate: the server's moderators and administrators see all, those of a room the cases of
 * their room. A case about oneself does not exist, whoever one is.
 */
@Service
public class Cases {

    private final CaseStore store;
    private final Rooms rooms;
    private final Accounts accounts;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Cases(
            CaseStore store,
            Rooms rooms,
            Accounts accounts,
            Audit audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.rooms = rooms;
        this.accounts = accounts;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** A case that was closed. For whoever reported, after the commit. */
    record Closed(CaseView summary, List<AccountId> reporters) {}

    @Transactional(readOnly = true)
    List<CaseView> page(AccountId reader, Set<CaseState> states, @Nullable RoomId room, long before, int limit) {
        if (room == null) {
            accounts.requireStaff(reader);
        } else {
            requireModerator(reader, room);
        }
        return views(store.page(reader, states, room, before, limit));
    }

    @Transactional(readOnly = true)
    Full view(long id, AccountId reader) {
        var found = readable(store.find(id).orElseThrow(Cases::unknown), reader);
        var reports = store.reports(id);
        var messages = store.messages(id);
        var people = new HashSet<AccountId>();
        reports.forEach(report -> people.add(report.reporter()));
        messages.forEach(message -> people.add(message.author()));
        var names = accounts.views(people);
        return new Full(
                views(List.of(found)).get(0),
                reports.stream()
                        .map(report -> new ReportView(
                                name(names, report.reporter()), report.category(), report.text(), report.createdAt()))
                        .toList(),
                messages.stream()
                        .map(message -> new KeptMessage(
                                message.id(),
                                message.seq(),
                                name(names, message.author()),
                                message.body(),
                                message.createdAt(),
                                message.deleted()))
                        .toList());
    }

    CaseView take(Actor by, long id) {
        return change(Act.of("case.taken", by), id, (found, me) -> found.takenBy(me));
    }

    CaseView release(Actor by, long id) {
        return change(Act.of("case.released", by), id, (found, me) -> found.released(me));
    }

    /** Those who reported hear of it. */
    CaseView close(Actor by, long id, CaseState outcome, @Nullable String note) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return change(
                Act.of("case.closed", by).because(note).with("outcome", outcome),
                id,
                (found, me) -> found.closed(me, outcome, note, now));
    }

    /** Open again, in the hand of whoever says so. {@code stale} while there is another open case of the same thing. */
    CaseView reopen(Actor by, long id) {
        return change(Act.of("case.reopened", by), id, Case::reopened);
    }

    /**
     * Refuses a case that the reader may not see, or that is about somebody else.
     *
     * @throws io.confab.shared.Refusal {@code not-found}; {@code invalid} at {@code case}
     */
    public void requireAbout(long id, AccountId reader, AccountId subject) {
        var found = readable(store.find(id).orElseThrow(Cases::unknown), reader);
        if (!found.subject().equals(subject)) {
            throw ErrorCode.INVALID.because("This case is about somebody else.").at("case");
        }
    }

    /** Somebody appeals against what came of the case: it is to be looked at again. In the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void appealed(long id) {
        var found = store.lock(id).orElseThrow(Cases::unknown);
        var changed = found.appealed();
        if (changed != found) {
            // Where another of the same thing is open already, that one is in the queue.
            store.reopen(changed);
        }
        events.publishEvent(new CaseChanged(id, found.subject(), found.room()));
    }

    private interface Step {
        Case of(Case found, AccountId me);
    }

    private CaseView change(Act act, long id, Step step) {
        var me = new AccountId(act.by().account());
        return Objects.requireNonNull(transaction.execute(status -> {
            var found = readable(store.lock(id).orElseThrow(Cases::unknown), me);
            requireWriter(me, found.room());
            var changed = step.of(found, me);
            if (found.state().isClosed()) {
                requireReopened(store.reopen(changed));
            } else {
                store.update(changed);
            }
            audit.record(act.on(found.subject().value())
                    .in(found.room() == null ? null : found.room().value())
                    .with("case", id));
            var view = views(List.of(changed)).get(0);
            events.publishEvent(new CaseChanged(id, found.subject(), found.room()));
            if (changed.state().isClosed()) {
                events.publishEvent(new Closed(
                        view,
                        store.reports(id).stream()
                                .map(CaseStore.ReportRow::reporter)
                                .toList()));
            }
            return view;
        }));
    }

    private static void requireReopened(boolean reopened) {
        if (!reopened) {
            throw ErrorCode.STALE.because("There is another open case of the same thing.");
        }
    }

    private Case readable(Case found, AccountId reader) {
        var room = found.room();
        boolean may = !found.subject().equals(reader)
                && (accounts.isStaff(reader) || room != null && rooms.mayModerate(room, reader));
        if (!may) {
            throw unknown();
        }
        return found;
    }

    private void requireWriter(AccountId me, @Nullable RoomId room) {
        if (room == null) {
            accounts.requireWriter(me);
        } else {
            rooms.requireWriter(room, me);
        }
    }

    private void requireModerator(AccountId reader, RoomId room) {
        if (!accounts.isStaff(reader)) {
            rooms.requireModerator(room, reader);
        }
    }

    private List<CaseView> views(List<Case> cases) {
        var counts = store.countReports(cases);
        var people = new HashSet<AccountId>();
        var refs = new HashMap<RoomId, RoomRef>();
        for (var found : cases) {
            people.add(found.subject());
            if (found.handler() != null) {
                people.add(found.handler());
            }
            if (found.room() != null) {
                refs.computeIfAbsent(found.room(), room -> rooms.ref(room).orElseThrow());
            }
        }
        var names = accounts.views(people);
        return cases.stream().map(found -> view(found, names, refs, counts)).toList();
    }

    private static CaseView view(
            Case found, Map<AccountId, AccountView> names, Map<RoomId, RoomRef> refs, Map<Long, Integer> counts) {
        return new CaseView(
                found.id(),
                name(names, found.subject()),
                found.room() == null ? null : refs.get(found.room()),
                found.message(),
                found.state(),
                found.handler() == null ? null : name(names, found.handler()),
                found.openedAt(),
                found.closedAt(),
                counts.getOrDefault(found.id(), 0),
                found.note());
    }

    private static AccountView name(Map<AccountId, AccountView> names, AccountId account) {
        return Objects.requireNonNull(names.get(account));
    }

    private static RuntimeException unknown() {
        return ErrorCode.NOT_FOUND.because("There is no such case.");
    }
}
