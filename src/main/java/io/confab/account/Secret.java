package io.confab.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A password or a token. It never shows itself: whatever is printed or logged with it in it keeps silent about it. */
public record Secret(@JsonValue String value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Secret {}

    @Override
    public String toString() {
        return "(secret)";
    }
}
