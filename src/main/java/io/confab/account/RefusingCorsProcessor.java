package io.confab.account;

import java.io.IOException;

import io.confab.shared.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.DefaultCorsProcessor;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Spring's rules for requests from other origins, with Confab's own words for a refusal. */
final class RefusingCorsProcessor extends DefaultCorsProcessor {

    private final HandlerExceptionResolver problems;

    RefusingCorsProcessor(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    public boolean processRequest(
            @Nullable CorsConfiguration configuration, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean permitted = super.processRequest(configuration, request, response);
        if (!permitted) {
            problems.resolveException(
                    request,
                    response,
                    null,
                    ErrorCode.FORBIDDEN.because("Pages of this origin may not use this server."));
        }
        return permitted;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) {
        // Told above.
    }
}
