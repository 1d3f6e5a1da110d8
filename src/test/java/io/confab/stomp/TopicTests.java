package io.confab.stomp;

import java.util.List;

import io.confab.stomp.Sequencer.Entry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopicTests {

    final Topic topic = new Topic(Destination.topic("streams", "1"), null);

    @Test
    void aGapThatClosedIsNotReadForBecauseOfAYoungerOne() {
        topic.open(0);
        accept(2);
        assertThat(topic.claimGap(0)).isTrue();
        assertThat(topic.isStuck(0)).isTrue();
        accept(1);
        accept(4);

        assertThat(topic.isStuck(0)).isFalse();
        assertThat(topic.claimGap(0)).as("while another has it").isFalse();
        topic.releaseGap();
        assertThat(topic.claimGap(0)).isTrue();
        assertThat(topic.isStuck(0)).isTrue();
    }

    private void accept(long rev) {
        topic.accept(List.of(new Entry(rev - 1, rev, new byte[0])));
    }
}
