package io.confab.stomp;

import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.confab.shared.ErrorCode;
import io.confab.shared.Refusal;
import io.confab.stomp.LiveSession.Transport;
import io.github.bucket4j.Bucket;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.stomp.StompCommand;
import org.springframework.messaging.simp.stomp.StompHeaderAccessor;
import org.springframework.messaging.support.ChannelInterceptor;
import org.springframework.messaging.support.MessageHeaderAccessor;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.messaging.access.intercept.MessageMatcherDelegatingAuthorizationManager;
import org.springframework.security.messaging.web.csrf.XorCsrfChannelInterceptor;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.socket.sockjs.transport.SockJsSession;

/**
 * Every frame from a client comes through here first. CONNECT proves who it is; any other frame needs the connection's
 * mark of that, a known command, plain headers and a permitted destination, or it is refused and goes no further.
 */
@Component
class Gate implements ChannelInterceptor {

    /** A repeated header has no one meaning: STOMP says that the first counts, and brokers differ. */
    private static final List<String> CONTROL_HEADERS = List.of(
            "destination", "id", "receipt", "ack", "subscription", "content-type", "content-length", "selector");

    private static final Set<String> VERSIONS = Set.of("1.0", "1.1", "1.2");
    private static final String BEARER = "Bearer ";
    private static final String GOOD_BYE = "good-bye";
    private static final String EXPLICIT = "explicit";

    private final ConnectionRegistry connections;
    private final SingletonSupplier<Admission> admission;
    private final Refusals refusals;
    private final StompLimits limits;
    private final ChannelInterceptor csrf = new XorCsrfChannelInterceptor();
    private final AuthorizationManager<Message<?>> coarseRules = coarseRules();
    private final Cache<Long, Bucket> rates =
            Caffeine.newBuilder().expireAfterAccess(Duration.ofMinutes(10)).build();

    Gate(ConnectionRegistry connections, ObjectProvider<Admission> admission, Refusals refusals, StompLimits limits) {
        this.connections = connections;
        this.admission = SingletonSupplier.of(admission::getObject);
        this.refusals = refusals;
        this.limits = limits;
    }

    private static AuthorizationManager<Message<?>> coarseRules() {
        return MessageMatcherDelegatingAuthorizationManager.builder()
                .simpTypeMatchers(SimpMessageType.HEARTBEAT, SimpMessageType.UNSUBSCRIBE, SimpMessageType.DISCONNECT)
                .authenticated()
                .simpMessageDestMatchers("/app/**")
                .authenticated()
                .simpSubscribeDestMatchers("/app/**", "/topic/**", "/user/queue/**")
                .authenticated()
                .anyMessage()
                .denyAll()
                .build();
    }

    @Override
    public @Nullable Message<?> preSend(Message<?> message, MessageChannel channel) {
        var headers = MessageHeaderAccessor.getAccessor(message, StompHeaderAccessor.class);
        if (headers == null) {
            return null;
        }
        var connection = connections.find(headers.getSessionId());
        if (connection == null) {
            // Spring's own word that a socket has closed: the connection has been removed by then.
            return headers.getCommand() == StompCommand.DISCONNECT ? message : null;
        }
        if (connection.isEnded()) {
            return null;
        }
        if (headers.getCommand() == StompCommand.CONNECT || headers.getCommand() == StompCommand.STOMP) {
            return connect(connection, headers, message, channel);
        }
        var signedIn = connection.signedIn();
        if (signedIn == null) {
            throw ErrorCode.UNAUTHENTICATED.because("CONNECT first.");
        }
        return frame(connection, signedIn, headers, message);
    }

    private Message<?> connect(
            Connection connection, StompHeaderAccessor headers, Message<?> message, MessageChannel channel) {
        if (connection.signedIn() != null) {
            throw ErrorCode.UNSUPPORTED.because("This connection is connected already.");
        }
        var signedIn = identify(headers, address(connection));
        if (signedIn.fromCookie()) {
            checkCsrf(message, channel);
        }
        requireSpokenVersion(headers);
        var asked = headers.getHeartbeat();
        if (asked[0] > Heartbeat.SLOWEST.toMillis()) {
            throw ErrorCode.UNSUPPORTED.because("A client has to send a heart-beat every "
                    + Heartbeat.SLOWEST.toSeconds() + " s, or to promise none.");
        }
        if (asked[0] <= 0 && connection.socket() instanceof SockJsSession) {
            throw ErrorCode.UNSUPPORTED.because("Over SockJS a client has to send heart-beats.");
        }
        headers.setUser(signedIn);
        connections.identify(connection, signedIn, Heartbeat.negotiate(asked[0], asked[1]));
        admit(connection, signedIn);
        if (EXPLICIT.equals(headers.getFirstNativeHeader(GOOD_BYE))) {
            connection.willSayGoodBye();
        }
        connections.begin(connection, session(connection, signedIn));
        return message;
    }

    private static LiveSession session(Connection connection, SignedIn signedIn) {
        return new LiveSession(
                UUID.randomUUID(),
                signedIn.account(),
                signedIn.signIn(),
                connection.socket() instanceof SockJsSession ? Transport.SOCKJS : Transport.WEBSOCKET,
                address(connection),
                connection.userAgent());
    }

    private static @Nullable String address(Connection connection) {
        var remote = connection.socket().getRemoteAddress();
        return remote == null ? null : remote.getHostString();
    }

    private static void requireSpokenVersion(StompHeaderAccessor headers) {
        var offered = headers.getAcceptVersion();
        if (offered.isEmpty()) {
            headers.setAcceptVersion("1.0"); // which did not have the header yet
        } else if (offered.stream().noneMatch(VERSIONS::contains)) {
            throw ErrorCode.UNSUPPORTED.because("The versions spoken here are 1.0, 1.1 and 1.2.");
        }
    }

    /** Asked once the connection can be found by its sign-in, so that an end that comes now finds it, or is found here. */
    private void admit(Connection connection, SignedIn signedIn) {
        try {
            connections.requireRoomFor(signedIn.account());
            admission.obtain().admit(signedIn, address(connection));
        } catch (RuntimeException refused) {
            connections.reject(connection);
            throw refused;
        }
    }

    private SignedIn identify(StompHeaderAccessor headers, @Nullable String address) {
        var authorization = headers.getNativeHeader("Authorization");
        if (authorization != null && !authorization.isEmpty()) {
            var value = authorization.get(0);
            if (authorization.size() > 1 || !value.startsWith(BEARER)) {
                throw ErrorCode.UNAUTHENTICATED.because("Authorization has to be one bearer token.");
            }
            return admission
                    .obtain()
                    .authenticate(value.substring(BEARER.length()).trim(), address);
        }
        Principal user = headers.getUser();
        if (user instanceof SignedIn signedIn) {
            return signedIn;
        }
        throw ErrorCode.UNAUTHENTICATED.because("Sign in, or bring a bearer token.");
    }

    private void checkCsrf(Message<?> message, MessageChannel channel) {
        try {
            csrf.preSend(message, channel);
        } catch (CsrfException invalid) {
            throw ErrorCode.CSRF.because("CONNECT needs the CSRF token that GET /api/session tells.");
        }
    }

    private Bucket newRate() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(limits.frameBurst())
                        .refillGreedy(limits.framesPerSecond(), Duration.ofSeconds(1)))
                .build();
    }

    private @Nullable Message<?> frame(
            Connection connection, SignedIn signedIn, StompHeaderAccessor headers, Message<?> message) {
        if (headers.getMessageType() == SimpMessageType.HEARTBEAT) {
            return message;
        }
        try {
            requireRate(signedIn, headers);
            requirePlainHeaders(headers);
            requireSupported(headers);
            authorize(signedIn, message);
        } catch (Refusal refusal) {
            refusals.refuse(connection, message, refusal);
            return null;
        }
        headers.setHeader(FrameReceipt.HEADER, new FrameReceipt(connection, message, refusals));
        return message;
    }

    private static void requirePlainHeaders(StompHeaderAccessor headers) {
        for (var name : CONTROL_HEADERS) {
            var values = headers.getNativeHeader(name);
            if (values != null && values.size() > 1) {
                throw ErrorCode.MALFORMED.because("The header " + name + " stands there more than once.");
            }
        }
        requirePlain("receipt", headers.getReceipt());
        requirePlain("id", headers.getFirstNativeHeader("id"));
    }

    private static void requirePlain(String header, @Nullable String value) {
        if (value != null && !Frame.plain(value)) {
            throw ErrorCode.INVALID.because("The header " + header
                    + " has to be 1 to 128 visible ASCII characters without colon and backslash.");
        }
    }

    private static void requireSupported(StompHeaderAccessor headers) {
        var command = headers.getCommand();
        if (command == StompCommand.SUBSCRIBE || command == StompCommand.SEND) {
            var destination = headers.getDestination();
            if (destination == null) {
                throw ErrorCode.MALFORMED.because("A destination is missing.");
            }
            if (Destination.parse(destination).isEmpty()) {
                throw ErrorCode.UNKNOWN_DESTINATION.because("There is no such destination.");
            }
        } else if (command != StompCommand.UNSUBSCRIBE && command != StompCommand.DISCONNECT) {
            throw ErrorCode.UNSUPPORTED.because(command + " is not supported: subscriptions acknowledge automatically,"
                    + " and every frame stands for itself.");
        }
        if (command == StompCommand.SUBSCRIBE) {
            var ack = headers.getFirstNativeHeader("ack");
            if (ack != null && !ack.equals("auto")) {
                throw ErrorCode.UNSUPPORTED.because("A subscription's ack mode is auto.");
            }
            if (headers.getNativeHeader("selector") != null) {
                throw ErrorCode.UNSUPPORTED.because("Selectors are not supported.");
            }
        }
    }

    private void authorize(SignedIn signedIn, Message<?> message) {
        var decision = coarseRules.authorize(() -> authentication(signedIn), message);
        if (decision == null || !decision.isGranted()) {
            throw ErrorCode.FORBIDDEN.because("This may not be sent or subscribed: clients send to /app.");
        }
    }

    private static Authentication authentication(SignedIn signedIn) {
        return signedIn instanceof Authentication authentication
                ? authentication
                : UsernamePasswordAuthenticationToken.authenticated(signedIn, null, List.of());
    }

    /** Refused frames count too. Who takes a subscription or the connection back is never held up. */
    private void requireRate(SignedIn signedIn, StompHeaderAccessor headers) {
        var command = headers.getCommand();
        if (!limits.enabled() || command == StompCommand.UNSUBSCRIBE || command == StompCommand.DISCONNECT) {
            return;
        }
        var probe = rates.get(signedIn.account(), account -> newRate()).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ErrorCode.RATE_LIMITED
                    .because("Slower, please.")
                    .retryAfter(Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
    }

    @Override
    public void afterSendCompletion(
            Message<?> message, MessageChannel channel, boolean sent, @Nullable Exception failure) {
        var receipt = FrameReceipt.of(message);
        if (receipt == null) {
            return;
        }
        if (failure != null) {
            receipt.settle(null, failure);
        } else if (sent) {
            receipt.handled();
        }
    }
}
