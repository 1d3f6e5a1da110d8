package io.confab.account;

import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Finds who a program is by its token. A token wins over a cookie, and a wrong one is no reason to look at the cookie. */
final class BearerFilter extends OncePerRequestFilter {

    private static final String SCHEME = "bearer ";

    private final SignIns signIns;
    private final HandlerExceptionResolver problems;

    BearerFilter(SignIns signIns, HandlerExceptionResolver problems) {
        this.signIns = signIns;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var headers = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
        if (headers.stream().noneMatch(header -> header.toLowerCase(Locale.ROOT).startsWith(SCHEME))) {
            chain.doFilter(request, response);
            return;
        }

        var token = new Secret(headers.get(0).substring(SCHEME.length()).strip());
        var bearer = headers.size() == 1
                ? signIns.resolve(token, request.getRemoteAddr())
                : Optional.<SignedInAuthentication>empty();
        if (bearer.isEmpty()) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            problems.resolveException(request, response, null, signIns.refusal(token, request.getRemoteAddr()));
            return;
        }
        SecurityContextHolder.setContext(new SecurityContextImpl(bearer.get()));
        chain.doFilter(request, response);
    }
}
