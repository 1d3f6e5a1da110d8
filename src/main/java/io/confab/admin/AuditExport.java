package io.confab.admin;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.confab.account.AccountId;
import io.confab.account.Accounts;
import io.confab.audit.Act;
import io.confab.audit.Actor;
import io.confab.audit.Audit;
import io.confab.audit.AuditEntry;
import io.confab.audit.AuditFilter;
import io.confab.audit.AuditTrail;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The audit log as a file, oldest first, with all that a hash covers. Who takes it is in the log itself. */
@Component
class AuditExport {

    private static final String COLUMNS = "number,at,actor,address,kind,outcome,target,room,message,reason,detail,hash";

    /** With one of these at its beginning, a spreadsheet takes a text for a formula and computes it. */
    private static final String FORMULA = "=+-@\t\r";

    private final AuditTrail trail;
    private final Audit audit;
    private final Accounts accounts;
    private final JsonMapper json;

    AuditExport(AuditTrail trail, Audit audit, Accounts accounts, JsonMapper json) {
        this.trail = trail;
        this.audit = audit;
        this.accounts = accounts;
        this.json = json;
    }

    void csv(Actor by, AuditFilter filter, HttpServletResponse response) throws IOException {
        var out = begin(by, "csv", "text/csv", response);
        out.print(COLUMNS + "\r\n");
        trail.forEach(filter, entry -> out.print(line(entry)));
        out.flush();
    }

    /** An array with an entry in each line. */
    void json(Actor by, AuditFilter filter, HttpServletResponse response) throws IOException {
        var out = begin(by, "json", "application/json", response);
        out.print("[");
        trail.forEach(filter, new java.util.function.Consumer<>() {
            private String before = "\n";

            @Override
            public void accept(AuditEntry entry) {
                out.print(before + json.writeValueAsString(entry));
                before = ",\n";
            }
        });
        out.print("\n]\n");
        out.flush();
    }

    private PrintWriter begin(Actor by, String format, String type, HttpServletResponse response) throws IOException {
        var act = Act.of("audit.exported", by).with("format", format);
        audit.carryOut(act, () -> {
            accounts.requireAdministrator(new AccountId(by.account()));
            return true;
        });
        response.setContentType(type);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit." + format + "\"");
        return response.getWriter();
    }

    private static String line(AuditEntry entry) {
        return Stream.concat(entry.covered().stream(), Stream.of(entry.hash()))
                        .map(AuditExport::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    static String cell(@Nullable Object value) {
        var text = value == null ? "" : value.toString();
        var harmless = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return harmless.matches("[^\",\r\n]*") ? harmless : '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
