package io.confab.audit;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

import io.confab.shared.Refusal;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what is done by rank. Whoever acts so calls this in the same transaction. Thread-safe. */
@Service
@EnableConfigurationProperties(AuditSettings.class)
public class Audit {

    /*
     * The number and the hash are taken under a lock that is held until the commit, so they are taken last, when all else
     * is written: nobody waits for long. The control log does the same with a lock of its own; this one always comes
     * first, so that two transactions that write to both cannot wait for each other.
     */
    private static final int BEFORE_THE_CONTROL_LOG = Ordered.LOWEST_PRECEDENCE - 1;

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);
    private static final int MAX_ADDRESS = 64;
    private static final int MAX_REASON = 500;

    private final AuditStore store;
    private final EntityManager entities;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final RefusedActs refused;
    private final JsonMapper json = JsonMapper.builder().build();

    Audit(
            AuditStore store,
            EntityManager entities,
            AuditSettings settings,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.entities = entities;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.refused = new RefusedActs(settings.refused(), clock);
    }

    /** Writes down that something was done, if the caller's transaction commits. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(Act act) {
        write(act, AuditEntry.Outcome.DONE);
    }

    /**
     * Does what the act says, and writes it down if that is forbidden: what was tried is worth knowing too. What succeeds
     * has to be recorded by the change itself, in its transaction.
     *
     * @throws IllegalStateException within a transaction: the attempt would be rolled back with it
     */
    public <T> T guard(Act act, Supplier<T> change) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("An attempt is written down outside of the transaction that it fails in.");
        }
        try {
            return change.get();
        } catch (Refusal refusal) {
            if (refusal.isForbidden()) {
                refused(act);
            }
            throw refusal;
        }
    }

    /**
     * Does what the act says in a transaction and writes it down with it, or, if it is forbidden, that it was tried.
     *
     * @throws IllegalStateException within a transaction, as {@link #guard} does
     */
    public <T> T carryOut(Act act, Supplier<T> deed) {
        return guard(
                act,
                () -> Objects.requireNonNull(transaction.execute(status -> {
                    var done = deed.get();
                    record(act);
                    return done;
                })));
    }

    /**
     * Writes down, in a transaction of its own, that something was forbidden. For those who learn of it afterwards. Of an
     * account that tries again and again not all is: the next entry then says how many are missing.
     */
    public void refused(Act act) {
        long actor = act.by().account();
        if (!refused.admit(actor)) {
            return;
        }
        int passedOver = refused.takePassedOver(actor);
        var told = act.with("passedOver", passedOver == 0 ? null : passedOver);
        try {
            transaction.executeWithoutResult(status -> write(told, AuditEntry.Outcome.REFUSED));
        } catch (RuntimeException unavailable) {
            // Whoever asked gets the answer that they would have got; nothing was done.
            LOG.error("A refused act, {}, was not written down", act.kind(), unavailable);
        }
    }

    private void write(Act act, AuditEntry.Outcome outcome) {
        var unsealed = entry(act, outcome);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public int getOrder() {
                return BEFORE_THE_CONTROL_LOG;
            }

            @Override
            public void beforeCommit(boolean readOnly) {
                entities.flush();
                store.append(unsealed);
            }
        });
    }

    private AuditEntry entry(Act act, AuditEntry.Outcome outcome) {
        return new AuditEntry(
                0,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                act.by().account(),
                shortened(act.by().address(), MAX_ADDRESS),
                act.kind(),
                outcome,
                act.target(),
                act.room(),
                act.message(),
                shortened(act.reason(), MAX_REASON),
                json.writeValueAsString(new TreeMap<>(act.detail())),
                Chain.START);
    }

    /** What was refused may say anything, and PostgreSQL keeps no NUL. */
    private static @Nullable String shortened(@Nullable String text, int length) {
        return text == null
                ? null
                : text.substring(0, Math.min(length, text.length())).replace("\0", "");
    }
}
