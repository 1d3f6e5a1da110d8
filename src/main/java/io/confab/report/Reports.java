package io.confab.report;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.message.MessageId;
import io.confab.message.MessageView;
import io.confab.message.Messages;
import io.confab.report.CaseStore.Subject;
import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What people report. All that they see of a case is what became of their report. */
@Service
class Reports {

    /** Messages that are kept on either side of the reported one. */
    private static final int AROUND = 5;

    private static final int MOST_SHOWN = 100;

    private final CaseStore store;
    private final Messages messages;
    private final Accounts accounts;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Reports(
            CaseStore store,
            Messages messages,
            Accounts accounts,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.messages = messages;
        this.accounts = accounts;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What somebody says of what they report. */
    record Complaint(Category category, String text) {}

    /** @throws io.confab.shared.Refusal {@code not-found} if the reporter may not read it, or it is not there any more */
    void reportMessage(AccountId reporter, RoomId room, MessageId message, Complaint complaint) {
        var excerpt = messages.excerpt(room, reporter, message, AROUND);
        var reported = excerpt.stream()
                .filter(said -> said.id() == message.value() && said.deletedAt() == null)
                .findFirst()
                .orElseThrow(() -> ErrorCode.NOT_FOUND.because("There is no such message."));
        var subject = new Subject(new AccountId(reported.author().id()), room, message.value());
        report(reporter, subject, complaint, excerpt);
    }

    void reportAccount(AccountId reporter, String username, Complaint complaint) {
        var account = new AccountId(accounts.requireByUsername(username).id());
        report(reporter, new Subject(account, null, null), complaint, List.of());
    }

    private void report(AccountId reporter, Subject subject, Complaint complaint, List<MessageView> excerpt) {
        if (subject.account().equals(reporter)) {
            throw ErrorCode.INVALID.because("Nobody reports themselves.");
        }
        try {
            join(reporter, subject, complaint, excerpt);
        } catch (DuplicateKeyException another) {
            // Another report has opened the case in between; or the same person reports twice at once.
            join(reporter, subject, complaint, excerpt);
        }
    }

    private void join(AccountId reporter, Subject subject, Complaint complaint, List<MessageView> excerpt) {
        transaction.executeWithoutResult(status -> {
            var open = store.lockOpen(subject);
            long id = open.isPresent() ? open.get().id() : store.open(subject, now());
            if (open.isEmpty()) {
                store.keep(id, excerpt);
            }
            store.report(id, reporter, complaint.category(), complaint.text(), now());
            events.publishEvent(new CaseChanged(id, subject.account(), subject.room()));
        });
    }

    /** @param note what the decision was explained with */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Mine(
            long id,
            AccountView subject,
            @Nullable Long message,
            Category category,
            String text,
            Instant createdAt,
            CaseState state,
            @Nullable String note) {}

    /** The newest. In whose hand a case is remains among those who moderate: it is open until it is closed. */
    List<Mine> of(AccountId reporter) {
        var mine = store.reportedBy(reporter, MOST_SHOWN);
        var names = accounts.views(mine.stream().map(CaseStore.Mine::subject).toList());
        return mine.stream()
                .map(report -> new Mine(
                        report.id(),
                        names.getOrDefault(report.subject(), accounts.view(report.subject())),
                        report.message(),
                        report.category(),
                        report.text(),
                        report.createdAt(),
                        report.state().isClosed() ? report.state() : CaseState.OPEN,
                        report.note()))
                .toList();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
