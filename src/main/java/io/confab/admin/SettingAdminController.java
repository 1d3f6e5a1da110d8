package io.confab.admin;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.confab.account.AccountId;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.setting.Settings;
import io.confab.stomp.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What can be changed without a restart, for administrators: docs/protocol.md, "Administration". */
@RestController
@RequestMapping("/api/admin/settings")
class SettingAdminController {

    private final Settings settings;
    private final Accounts accounts;

    SettingAdminController(Settings settings, Accounts accounts) {
        this.settings = settings;
        this.accounts = accounts;
    }

    record All(List<Row> settings) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Row(
            @JsonUnwrapped Settings.View setting, @Nullable AccountView by) {}

    @GetMapping
    All list(SignedIn me) {
        accounts.requireAdministrator(AccountId.of(me));
        return new All(settings.all().stream().map(this::row).toList());
    }

    @PutMapping("/{name}")
    Row choose(@PathVariable String name, @Valid @RequestBody Choose command, SignedIn me, HttpServletRequest request) {
        return change(name, command.value(), me, request);
    }

    record Choose(@NotNull @Size(max = 100) String value) {}

    @DeleteMapping("/{name}")
    Row asConfigured(@PathVariable String name, SignedIn me, HttpServletRequest request) {
        return change(name, null, me, request);
    }

    private Row change(String name, @Nullable String value, SignedIn me, HttpServletRequest request) {
        var account = AccountId.of(me);
        return row(settings.change(Actor.of(me, request), name, value, () -> {
            accounts.requireAdministrator(account);
            accounts.requireWriter(account);
        }));
    }

    private Row row(Settings.View view) {
        return new Row(view, view.changedBy() == null ? null : accounts.view(new AccountId(view.changedBy())));
    }
}
