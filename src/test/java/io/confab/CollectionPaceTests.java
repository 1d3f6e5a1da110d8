package io.confab;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CollectionPaceTests {

    final CollectionPace pace = new CollectionPace();

    @Test
    void isBusyWhenCollectionsFollowCloselyOnOneAnother() {
        collected(1);
        assertThat(pace.isBusy()).isFalse();
        collected(4);
        assertThat(pace.isBusy()).isFalse();
        collected(6);
        assertThat(pace.isBusy()).isTrue();
    }

    @Test
    void staysBusyWhileThereAreSome() {
        collected(1);
        collected(2);
        collected(11);
        look(20);
        assertThat(pace.isBusy()).isTrue();
    }

    @Test
    void becomesCalmWithoutAnother() {
        collected(1);
        collected(2);
        look(11);
        assertThat(pace.isBusy()).isTrue();
        look(12);
        assertThat(pace.isBusy()).isFalse();
    }

    @Test
    void becomesCalmWithTheFirstThatComesLate() {
        collected(1);
        collected(2);
        collected(12);
        assertThat(pace.isBusy()).isFalse();
    }

    private void collected(int second) {
        pace.collected(Duration.ofSeconds(second));
    }

    private void look(int second) {
        pace.look(Duration.ofSeconds(second));
    }
}
