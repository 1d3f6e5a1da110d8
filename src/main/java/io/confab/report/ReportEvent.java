package io.confab.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.confab.account.AccountView;
import org.jspecify.annotations.Nullable;

/** What is told of reports and cases. The names are the {@code type} on the wire: add to them, never rename one. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @Type(name = "report.closed", value = ReportEvent.ReportClosed.class),
    @Type(name = "case.changed", value = ReportEvent.CaseMoved.class)
})
sealed interface ReportEvent {

    /** To whoever reported. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ReportClosed(
            AccountView subject,
            @Nullable Long message,
            CaseState outcome,
            @Nullable String note) implements ReportEvent {}

    /** To those who moderate the server or the room: a reason to read the case or the list anew. */
    record CaseMoved(long id) implements ReportEvent {}
}
