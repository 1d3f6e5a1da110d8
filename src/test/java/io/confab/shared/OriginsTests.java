package io.confab.shared;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OriginsTests {

    @Test
    void takesOriginsAndLeavesOutWhatIsBlank() {
        assertThat(new Origins(List.of(" https://a.example", "http://b.example:8080", "")).allowedOrigins())
                .containsExactly("https://a.example", "http://b.example:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "https://*.example", "https://a.example/", "a.example", "null"})
    void refusesToStartWithAPatternOrAnAddress(String origin) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Origins(List.of(origin)));
    }
}
