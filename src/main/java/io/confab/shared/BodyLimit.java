package io.confab.shared;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * How long the body of a request may be, to the API or to SockJS, where it is a piece of a connection: nobody makes the
 * server hold more, whether they say so or not.
 */
@Component
class BodyLimit extends OncePerRequestFilter {

    private final long limit;
    private final HandlerExceptionResolver problems;

    BodyLimit(
            @Value("${confab.limits.body:128KB}") DataSize limit,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.limit = limit.toBytes();
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        var path = request.getServletPath();
        return !path.startsWith("/api/") && !path.startsWith("/sockjs/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() > limit) {
            problems.resolveException(request, response, null, tooLarge());
        } else {
            var limited = new Limited(request);
            chain.doFilter(limited, response);
            if (limited.exceeded && response.getStatus() != ErrorCode.TOO_LARGE.status() && !response.isCommitted()) {
                // SockJS takes whatever goes wrong while it reads for a fault of the server.
                response.resetBuffer();
                problems.resolveException(request, response, null, tooLarge());
            }
        }
    }

    private Refusal tooLarge() {
        return ErrorCode.TOO_LARGE.because("A body has at most " + limit + " bytes.");
    }

    private final class Limited extends HttpServletRequestWrapper {

        private boolean exceeded;

        private Limited(HttpServletRequest request) {
            super(request);
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new Counted(super.getInputStream(), () -> exceeded = true);
        }
    }

    private final class Counted extends ServletInputStream {

        private final ServletInputStream body;
        private final Runnable onExceeded;
        private long read;

        private Counted(ServletInputStream body, Runnable onExceeded) {
            this.body = body;
            this.onExceeded = onExceeded;
        }

        @Override
        public int read() throws IOException {
            int next = body.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = body.read(bytes, offset, length);
            count(Math.max(count, 0));
            return count;
        }

        private void count(int more) {
            read += more;
            if (read > limit) {
                onExceeded.run();
                throw tooLarge();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
