package io.confab.stomp;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class JoinerTests {

    final Joiner joiner = new Joiner();
    final byte[] one = "one".getBytes(UTF_8);
    final byte[] two = "two".getBytes(UTF_8);
    final byte[] three = "three".getBytes(UTF_8);

    private byte[] join(byte[]... frames) {
        for (var frame : frames) {
            joiner.add(frame);
        }
        return joiner.join();
    }

    @Test
    void joinsInOrder() {
        assertThat(join(one, two, three)).asString(UTF_8).isEqualTo("onetwothree");
        assertThat(joiner.length()).isZero();
    }

    @Test
    void makesTheSameTextOnce() {
        var text = join(one, two);
        assertThat(join(one, two)).isSameAs(text);
        assertThat(join(one, two, three)).asString(UTF_8).isEqualTo("onetwothree");
        assertThat(join(two, one)).asString(UTF_8).isEqualTo("twoone");
        assertThat(join(one)).asString(UTF_8).isEqualTo("one");
    }

    @Test
    void takesFramesForTheSameByIdentityAlone() {
        var like = "one".getBytes(UTF_8);
        join(one, two);
        assertThat(join(like, two)).asString(UTF_8).isEqualTo("onetwo");
    }

    @Test
    void copiesNothingForASingleFrame() {
        assertThat(join(one)).isSameAs(one);
    }
}
