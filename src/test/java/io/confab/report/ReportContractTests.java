package io.confab.report;

import java.util.List;

import io.confab.account.AccountView;
import io.confab.report.CaseView.KeptMessage;
import io.confab.report.CaseView.ReportView;
import io.confab.report.ReportEvent.CaseMoved;
import io.confab.report.ReportEvent.ReportClosed;
import io.confab.room.RoomKind;
import io.confab.room.RoomRef;
import org.junit.jupiter.api.Test;

import static io.confab.Contract.NOON;
import static io.confab.Contract.assertExample;

class ReportContractTests {

    private final AccountView ada = new AccountView(3, "ada", "Ada Lovelace");
    private final AccountView bob = new AccountView(4, "bob", "Bob");
    private final AccountView eve = new AccountView(5, "eve", "Eve");

    private CaseView summary(CaseState state) {
        return new CaseView(
                7,
                eve,
                new RoomRef(9, "Lobby", RoomKind.PUBLIC),
                21L,
                state,
                bob,
                NOON,
                state.isClosed() ? NOON.plusSeconds(60) : null,
                1,
                state.isClosed() ? "warned" : null);
    }

    @Test
    void events() {
        assertExample("report.closed", new ReportClosed(eve, 21L, CaseState.RESOLVED, "warned"));
        assertExample("case.changed", new CaseMoved(7));
    }

    @Test
    void answers() {
        assertExample(
                "cases", new CaseController.Page(List.of(summary(CaseState.RESOLVED), summary(CaseState.IN_HAND)), 7L));
        assertExample(
                "case",
                new CaseView.Full(
                        summary(CaseState.IN_HAND),
                        List.of(new ReportView(ada, Category.SPAM, "buys followers", NOON)),
                        List.of(new KeptMessage(21, 2, eve, "cheap!", NOON, false))));
        assertExample(
                "reports",
                new ReportController.MyReports(List.of(new Reports.Mine(
                        1, eve, 21L, Category.SPAM, "buys followers", NOON, CaseState.RESOLVED, "warned"))));
    }
}
