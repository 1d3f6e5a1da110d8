package io.confab.admin;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.room.RoomTable;
import io.confab.stomp.SignedIn;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rooms there are, for administrators: docs/protocol.md, "Administration". */
@RestController
@RequestMapping("/api/admin/rooms")
class RoomAdminController {

    private final RoomTable table;
    private final Accounts accounts;

    RoomAdminController(RoomTable table, Accounts accounts) {
        this.table = table;
        this.accounts = accounts;
    }

    @GetMapping
    RoomTable.Page list(
            @RequestParam(defaultValue = "") @Size(max = 80) @Pattern(regexp = Text.NO_NUL) String query,
            @RequestParam(defaultValue = "NAME") RoomTable.Sort sort,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            SignedIn me) {
        accounts.requireAdministrator(AccountId.of(me));
        return table.page(query, sort, after, limit);
    }
}
