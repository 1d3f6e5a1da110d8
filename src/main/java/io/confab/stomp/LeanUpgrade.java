package io.confab.stomp;

import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.standard.StandardWebSocketUpgradeStrategy;

/** Keeps of a handshake what is asked for later, and not all of its headers. */
final class LeanUpgrade extends StandardWebSocketUpgradeStrategy {

    /*
     * Spring and Tomcat copy the headers for as long as the connection lives, each its own way. A browser sends a dozen,
     * cookies among them. The names are what they go by; a header that is asked for by name is there.
     */

    @Override
    public void upgrade(
            ServerHttpRequest request,
            ServerHttpResponse response,
            @Nullable String subProtocol,
            List<WebSocketExtension> extensions,
            @Nullable Principal user,
            WebSocketHandler handler,
            Map<String, Object> attributes) {
        var lean = new ServletServerHttpRequest(new FewNames(getHttpServletRequest(request)));
        super.upgrade(lean, response, subProtocol, extensions, user, handler, attributes);
    }

    private static final class FewNames extends HttpServletRequestWrapper {

        FewNames(HttpServletRequest request) {
            super(request);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(List.of(HttpHeaders.USER_AGENT));
        }
    }
}
