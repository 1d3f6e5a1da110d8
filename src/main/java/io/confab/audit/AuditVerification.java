package io.confab.audit;

import java.io.PrintStream;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessException;

/** The command {@code verify-audit}: reads the audit log of a server's database, with the server's settings and without it. */
public final class AuditVerification {

    public static final String COMMAND = "verify-audit";

    private AuditVerification() {}

    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class
    })
    @Import({AuditStore.class, AuditTrail.class})
    static class Configuration {}

    /**
     * Says what it found.
     *
     * @return what the process exits with: 0 if the log is intact, 1 if it is not, 2 if there is none to be read
     */
    public static int run(PrintStream out, String... arguments) {
        try (var context = new SpringApplicationBuilder(Configuration.class)
                .web(WebApplicationType.NONE)
                .bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .logStartupInfo(false)
                .run(arguments)) {
            LoggingSystem.get(AuditVerification.class.getClassLoader()).setLogLevel("ROOT", LogLevel.WARN);
            var verdict = context.getBean(AuditTrail.class).verify();
            if (verdict.isIntact()) {
                out.println("The audit log is intact: " + verdict.entries() + " entries, the last hash is "
                        + verdict.hash());
                return 0;
            }
            out.println("The audit log is broken at entry " + verdict.brokenAt() + "; the " + verdict.entries()
                    + " before it are intact");
            return 1;
        } catch (DataAccessException unreadable) {
            out.println("The audit log cannot be read: "
                    + unreadable.getMostSpecificCause().getMessage());
            return 2;
        }
    }
}
