package io.confab.shared;

import java.net.URI;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Problem details (RFC 9457): how HTTP tells a refusal. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Problem(
        URI type,
        String title,
        int status,
        String detail,
        String code,
        @Nullable List<InvalidField> errors) {

    record InvalidField(String field, String message) {}

    static Problem of(ErrorCode code, String detail, @Nullable List<InvalidField> errors) {
        return new Problem(
                URI.create("urn:confab:error:" + code.wire()),
                code.title(),
                code.status(),
                detail,
                code.wire(),
                errors);
    }
}
