package io.confab.stomp;

import java.util.ArrayList;
import java.util.List;

import io.confab.stomp.Sequencer.Entry;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SequencerTests {

    private static final int LENGTH = 12;

    final Sequencer sequencer = new Sequencer();

    @Test
    void keepsWhatIsAheadUntilTheMissingPartIsThere() {
        sequencer.open(0);
        assertThat(sequencer.accept(single(2))).isEmpty();
        assertThat(sequencer.hasGap()).isTrue();
        assertThat(sequencer.accept(single(1))).extracting(Entry::rev).containsExactly(1L, 2L);
        assertThat(sequencer.hasGap()).isFalse();
    }

    @Test
    void letsASpanningEventReplaceWhatItHolds() {
        sequencer.open(0);
        sequencer.accept(single(3));
        var spanning = new Entry(0, 4, new byte[0]);
        assertThat(sequencer.accept(spanning)).containsExactly(spanning);
        assertThat(sequencer.accept(single(5))).hasSize(1);
        assertThat(sequencer.hasGap()).isFalse();
    }

    @Test
    void letsNothingThroughBeforeItIsOpen() {
        assertThat(sequencer.accept(single(1))).isEmpty();
        assertThat(sequencer.accept(single(2))).isEmpty();
        assertThat(sequencer.open(1)).extracting(Entry::rev).containsExactly(2L);
    }

    @Test
    void goesBackWithItsLog() {
        sequencer.open(7);
        sequencer.accept(single(9));
        sequencer.startAnew(5);
        assertThat(sequencer.hasGap()).isFalse();
        assertThat(sequencer.accept(single(6))).hasSize(1);
    }

    @Test
    void dropsWhatIsFarthestAheadAndKnowsThatSomethingIsMissing() {
        sequencer.open(0);
        for (int rev = Sequencer.MOST_AHEAD + 10; rev > 1; rev--) {
            sequencer.accept(single(rev));
        }
        assertThat(sequencer.accept(single(1))).hasSize(Sequencer.MOST_AHEAD);
        sequencer.accept(single(Sequencer.MOST_AHEAD + 5));
        assertThat(sequencer.hasGap()).isTrue();
    }

    /** Whatever the order of arrival, whatever comes twice: each goes out once, and in order. */
    @Property
    void ordersAnyArrival(@ForAll("arrivals") List<Integer> arrivals) {
        var sequencer = new Sequencer();
        var out = new ArrayList<Entry>();
        sequencer.open(0);
        arrivals.forEach(rev -> out.addAll(sequencer.accept(single(rev))));
        assertThat(out).extracting(Entry::rev).isSorted().doesNotHaveDuplicates();
        assertThat(out).allSatisfy(entry -> assertThat(entry.from()).isEqualTo(entry.rev() - 1));
        long contiguous = 0;
        while (arrivals.contains((int) contiguous + 1)) {
            contiguous++;
        }
        assertThat(out).hasSize((int) contiguous);
        assertThat(sequencer.hasGap())
                .isEqualTo(arrivals.stream().mapToInt(i -> i).max().orElse(0) > contiguous);
    }

    @Provide
    Arbitrary<List<Integer>> arrivals() {
        return Arbitraries.integers().between(1, LENGTH).list().ofMaxSize(3 * LENGTH);
    }

    private static Entry single(long rev) {
        return new Entry(rev - 1, rev, new byte[0]);
    }
}
