package io.confab.audit;

import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reads the audit log, and tells whether it still is what was written. Thread-safe. */
@Service
public class AuditTrail {

    private static final int PAGE = 500;

    private final AuditStore store;

    AuditTrail(AuditStore store) {
        this.store = store;
    }

    /** Newest first, of those whose number is less than {@code before}. */
    public List<AuditEntry> page(AuditFilter filter, long before, int limit) {
        return store.before(filter, before, limit);
    }

    /** Oldest first, of those whose number is greater than {@code after}. */
    public List<AuditEntry> since(long after, int limit) {
        return store.after(AuditFilter.ALL, after, limit);
    }

    /** All of them, oldest first, as far as there are any at the moment. */
    public void forEach(AuditFilter filter, Consumer<AuditEntry> reader) {
        long head = store.head().number();
        long read = 0;
        List<AuditEntry> page;
        do {
            page = store.after(filter, read, PAGE);
            for (var entry : page) {
                if (entry.number() > head) {
                    return;
                }
                reader.accept(entry);
                read = entry.number();
            }
        } while (page.size() == PAGE);
    }

    /** Reads the whole log. What is written meanwhile is left for the next time. */
    public Verdict verify() {
        var head = store.head();
        var check = new Check();
        forEach(AuditFilter.ALL, check::next);
        return check.verdict(head);
    }

    /**
     * Whether the log is intact.
     *
     * @param entries  how many follow on one another
     * @param hash     of the last of them: kept elsewhere, it shows later that nobody made the log anew
     * @param brokenAt the number of the first entry that is missing or not what was written; null if there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verdict(
            long entries, String hash, @Nullable Long brokenAt) {

        public boolean isIntact() {
            return brokenAt == null;
        }
    }

    private static final class Check {

        private long number;
        private String hash = Chain.START;
        private boolean broken;

        void next(AuditEntry entry) {
            if (broken) {
                return;
            }
            if (entry.number() != number + 1 || !entry.hash().equals(Chain.next(hash, entry))) {
                broken = true;
                return;
            }
            number = entry.number();
            hash = entry.hash();
        }

        /** An entry that came between reading the head and reading the log is no break. */
        Verdict verdict(AuditStore.Head head) {
            boolean complete = number > head.number() || number == head.number() && hash.equals(head.hash());
            return new Verdict(number, hash, broken || !complete ? number + 1 : null);
        }
    }
}
