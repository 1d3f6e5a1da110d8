package io.confab.account;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import io.confab.shared.RateLimit;
import io.confab.shared.Refusal;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PUT;
import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

/**
 * How often one account may change something over HTTP, whatever it is and however many sign-ins it has. What programs push
 * has a rate of its own. To be asked
 * behind the authorization: what is refused anyway counts for nobody.
 */
final class ChangeRate extends OncePerRequestFilter {

    private static final List<String> READING = List.of("GET", "HEAD", "OPTIONS");

    /** Whoever has stolen a token, and is busy with it, does not keep its owner from ending that. */
    private static final List<RequestMatcher> ALWAYS = List.of(
            pathPattern(DELETE, "/api/session"),
            pathPattern(DELETE, "/api/sign-ins/{id}"),
            pathPattern(DELETE, "/api/tokens/{id}"),
            pathPattern(DELETE, "/api/bots/{username}/tokens/{id}"),
            pathPattern(PUT, "/api/accounts/me/password"));

    private final RateLimit<Long> perAccount;
    private final HandlerExceptionResolver problems;

    ChangeRate(AccountLimits limits, Clock clock, HandlerExceptionResolver problems) {
        this.perAccount = new RateLimit<>(limits.enabled(), limits.changesPerAccount(), clock);
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/api/")
                || request.getServletPath().equals("/api/push")
                || request.getServletPath().startsWith("/api/push/")
                || READING.contains(request.getMethod())
                || ALWAYS.stream().anyMatch(always -> always.matches(request));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof SignedInAuthentication me) {
            try {
                perAccount.require(me.account());
            } catch (Refusal tooFast) {
                problems.resolveException(request, response, null, tooFast);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
