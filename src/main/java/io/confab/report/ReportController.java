package io.confab.report;

import java.util.List;
import java.util.Objects;

import io.confab.account.AccountId;
import io.confab.message.MessageId;
import io.confab.report.Reports.Complaint;
import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;
import io.confab.stomp.SignedIn;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What I report: docs/protocol.md, "Reports and cases". */
@RestController
@RequestMapping("/api/reports")
class ReportController {

    private final Reports reports;

    ReportController(Reports reports) {
        this.reports = reports;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void report(@Valid @RequestBody Report command, SignedIn me) {
        var complaint = new Complaint(
                command.category(),
                Objects.requireNonNullElse(command.text(), "").strip());
        var account = command.account();
        var message = command.message();
        var room = command.room();
        if (account != null && message == null && room == null) {
            reports.reportAccount(AccountId.of(me), account, complaint);
        } else if (account == null && message != null && room != null) {
            reports.reportMessage(AccountId.of(me), new RoomId(room), new MessageId(message), complaint);
        } else {
            throw ErrorCode.INVALID.because("A report is about an account, or about a message in a room.");
        }
    }

    record Report(
            @Nullable String account,
            @Positive @Nullable Long room,
            @Positive @Nullable Long message,
            @NotNull Category category,

            @Size(max = 1000) @Pattern(regexp = "[^\\x00]*") @Nullable
            String text) {}

    @GetMapping("/mine")
    MyReports mine(SignedIn me) {
        return new MyReports(reports.of(AccountId.of(me)));
    }

    record MyReports(List<Reports.Mine> reports) {}
}
