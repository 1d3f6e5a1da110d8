package io.confab.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/** Finds who a browser is by its cookie: at each request anew, and only when somebody asks. */
@Component
class CookieIdentity implements SecurityContextRepository {

    private final BrowserSession browserSession;
    private final SignIns signIns;

    CookieIdentity(BrowserSession browserSession, SignIns signIns) {
        this.browserSession = browserSession;
        this.signIns = signIns;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    @Override
    @SuppressWarnings({"deprecation", "removal"})
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    /** Nothing to save: the session has held the sign-in since it began. */
    @Override
    public void saveContext(
            SecurityContext context, HttpServletRequest request, @Nullable HttpServletResponse response) {}

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return browserSession.signIn(request).isPresent();
    }

    private final class Deferred implements DeferredSecurityContext {

        private final HttpServletRequest request;
        private @Nullable SecurityContext context;

        private Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            var known = context;
            if (known == null) {
                known = new SecurityContextImpl();
                known.setAuthentication(browserSession
                        .signIn(request)
                        .flatMap(signIn -> signIns.resolve(signIn, request.getRemoteAddr()))
                        .orElse(null));
                context = known;
            }
            return known;
        }

        @Override
        public boolean isGenerated() {
            return get().getAuthentication() == null;
        }
    }
}
