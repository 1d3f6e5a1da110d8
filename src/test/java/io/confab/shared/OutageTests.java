package io.confab.shared;

import java.sql.SQLException;

import com.zaxxer.hikari.SQLExceptionOverride.Override;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutageTests {

    @Test
    void aPrimaryThatIsAStandbyNowIsLeft() {
        var readOnly = new SQLException("cannot execute UPDATE in a read-only transaction", "25006");
        assertThat(Outage.caused(new IllegalStateException(readOnly))).isTrue();
        assertThat(new DeadConnection().adjudicate(readOnly)).isEqualTo(Override.MUST_EVICT);
    }

    @Test
    void aStatementThatItDidNotLikeIsNoOutage() {
        var twice = new SQLException("duplicate key", "23505");
        assertThat(Outage.caused(twice)).isFalse();
        assertThat(new DeadConnection().adjudicate(twice)).isEqualTo(Override.CONTINUE_EVICT);
    }
}
