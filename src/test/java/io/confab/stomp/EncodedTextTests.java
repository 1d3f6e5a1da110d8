package io.confab.stomp;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EncodedTextTests {

    @Test
    void findsInTomcatWhatItNeeds() {
        assertThat(EncodedText.isSupported()).isTrue();
    }
}
