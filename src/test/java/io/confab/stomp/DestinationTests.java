package io.confab.stomp;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.confab.stomp.Destination.Kind.APP;
import static io.confab.stomp.Destination.Kind.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;

class DestinationTests {

    @Test
    void findsTheParts() {
        assertThat(Destination.parse("/topic/rooms/7/presence")).hasValueSatisfying(destination -> {
            assertThat(destination.matches(TOPIC, "rooms", "*", "presence")).isTrue();
            assertThat(destination.matches(APP, "rooms", "*", "presence")).isFalse();
            assertThat(destination.matches(TOPIC, "rooms", "*")).isFalse();
            assertThat(destination.id(1)).isEqualTo(7);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "07", "-1", "7x", "9999999999999999999", "1e3", "x"})
    void takesOneSpellingOfAnIdOnly(String id) {
        assertThat(Destination.parse("/topic/rooms/" + id)
                        .filter(destination -> destination.matches(TOPIC, "rooms", "*")))
                .isEmpty();
    }

    /** Nothing that a broker, a path matcher or a header could take for more than a name gets in. */
    @Property
    void admitsOnlyPlainNames(
            @ForAll
                    @Chars({'/', 't', 'o', 'p', 'i', 'c', '.', '*', '#', '{', '}', '>', '%', '\n', '\0', ' ', ':', '7'})
                    @StringLength(max = 20)
                    String rest) {
        Destination.parse("/topic" + rest).ifPresent(destination -> {
            assertThat(rest).matches("(/[a-z0-9.]+)+").doesNotContain("..//", "/.");
            assertThat(destination).hasToString("/topic" + rest);
        });
    }
}
