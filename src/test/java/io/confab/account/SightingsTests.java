package io.confab.account;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

class SightingsTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    final JdbcTemplate jdbc = mock();
    final Sightings sightings = new Sightings(jdbc, mock(PlatformTransactionManager.class));
    final List<Integer> batches = new ArrayList<>();

    boolean away;

    @BeforeEach
    void database() {
        when(jdbc.batchUpdate(
                        anyString(), any(Collection.class), anyInt(), any(ParameterizedPreparedStatementSetter.class)))
                .thenAnswer(call -> {
                    if (away) {
                        throw new DataAccessResourceFailureException("It is away.");
                    }
                    batches.add(call.getArgument(1, Collection.class).size());
                    return new int[0][];
                });
    }

    @Test
    void writesOneForEachSignInAndNothingWhenThereIsNone() {
        var signIn = UUID.randomUUID();
        sightings.add(signIn, NOON);
        sightings.add(signIn, NOON.plusSeconds(1));
        sightings.write();
        sightings.write();
        assertThat(batches).containsExactly(1);
    }

    @Test
    void writesManyInShortTransactions() {
        for (int i = 0; i < 1100; i++) {
            sightings.add(UUID.randomUUID(), NOON);
        }
        sightings.write();
        assertThat(batches).containsExactly(500, 500, 100);
    }

    @Test
    void keepsWhatItCouldNotWrite() {
        sightings.add(UUID.randomUUID(), NOON);
        away = true;
        sightings.write();
        assertThat(batches).isEmpty();
        away = false;
        sightings.write();
        assertThat(batches).containsExactly(1);
    }
}
