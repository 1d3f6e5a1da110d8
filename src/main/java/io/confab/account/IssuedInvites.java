package io.confab.account;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

import io.confab.account.Invite.InviteView;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.shared.ErrorCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The invites that administrators give out and withdraw. The audit log names them by their ids: a code is a secret. */
@Service
class IssuedInvites {

    private static final int CODE_BYTES = 15;

    private final InviteRepository repository;
    private final Accounts accounts;
    private final Audit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    IssuedInvites(
            InviteRepository repository,
            Accounts accounts,
            Audit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.repository = repository;
        this.accounts = accounts;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws io.confab.shared.Refusal {@code forbidden}; {@code invalid} at {@code expiresAt} */
    InviteView create(Actor by, int uses, @Nullable Instant expiresAt) {
        var me = new AccountId(by.account());
        var act = Act.of("invite.created", by).with("uses", uses).with("expiresAt", expiresAt);
        return audit.guard(act, () -> {
            accounts.requireAdministrator(me);
            var now = clock.instant();
            if (expiresAt != null && !expiresAt.isAfter(now)) {
                throw ErrorCode.INVALID.because("This moment has passed.").at("expiresAt");
            }
            return Objects.requireNonNull(transaction.execute(status -> {
                var invite = repository
                        .save(new Invite(code(), uses, me, now, expiresAt))
                        .view();
                audit.record(act.with("invite", invite.id()));
                return invite;
            }));
        });
    }

    /** @throws io.confab.shared.Refusal {@code forbidden}, {@code not-found} */
    void withdraw(Actor by, long id) {
        audit.carryOut(Act.of("invite.withdrawn", by).with("invite", id), () -> {
            accounts.requireAdministrator(new AccountId(by.account()));
            if (repository.withdraw(id) == 0) {
                throw ErrorCode.NOT_FOUND.because("There is no such invite.");
            }
            return true;
        });
    }

    /** Newest first. */
    List<InviteView> list(AccountId reader) {
        accounts.requireAdministrator(reader);
        return repository.findAllByOrderByCreatedAtDescIdDesc().stream()
                .map(Invite::view)
                .toList();
    }

    private String code() {
        var bytes = new byte[CODE_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
