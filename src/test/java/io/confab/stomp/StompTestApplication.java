package io.confab.stomp;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.confab.shared.ErrorCode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.stereotype.Controller;

/** The module by itself, with a feature of the tests' own on top: streams under /topic/streams, open to its members. */
@SpringBootConfiguration
@TestComponent // so that the whole application, which looks for its parts below io.confab, passes it over
@EnableAutoConfiguration
@ComponentScan(
        basePackages = {"io.confab.stomp", "io.confab.shared"},
        excludeFilters = @ComponentScan.Filter(type = FilterType.ASSIGNABLE_TYPE, classes = RecordingBroadcaster.class))
class StompTestApplication {

    record TestSignIn(long account, String signIn, boolean fromCookie) implements SignedIn {
        @Override
        public String getName() {
            return Long.toString(account);
        }
    }

    @Bean
    SecurityFilterChain open(HttpSecurity http) {
        return http.csrf(csrf -> csrf.disable())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** The token is {@code account} or {@code account:sign-in}. */
    @Bean
    TestAdmission admission() {
        return new TestAdmission();
    }

    static final class TestAdmission implements Admission {
        final Set<String> ended = ConcurrentHashMap.newKeySet();
        volatile boolean databaseAway;

        @Override
        public SignedIn authenticate(String token, @Nullable String address) {
            if (!token.matches("[0-9]+(:[a-z]+)?")) {
                throw ErrorCode.UNAUTHENTICATED.because("No such token.");
            }
            return new TestSignIn(Long.parseLong(token.split(":")[0]), token, false);
        }

        @Override
        public void admit(SignedIn signedIn, @Nullable String address) {
            if (databaseAway) {
                throw new DataAccessResourceFailureException("It is away.");
            }
            if (ended.contains(signedIn.signIn())) {
                throw ErrorCode.UNAUTHENTICATED.because("It ended.");
            }
        }
    }

    @Bean
    TestLease lease() {
        return new TestLease();
    }

    static final class TestLease implements NodeLease {
        volatile boolean held = true;

        @Override
        public boolean isHeld() {
            return held;
        }

        @Override
        public void requireHeld() {
            if (!held) {
                throw new LeaseLost();
            }
        }
    }

    @Bean
    TestStreams streams() {
        return new TestStreams();
    }

    static final class TestStreams implements NumberedStream, SubscriptionGuard, StreamQueue {
        final Map<String, Long> heads = new ConcurrentHashMap<>();
        final Set<Long> refused = ConcurrentHashMap.newKeySet();
        final Queue<Long> reads = new ConcurrentLinkedQueue<>();
        volatile Consumer<Destination> duringCheck = destination -> {};
        final Map<Long, Set<Destination>> followed = new ConcurrentHashMap<>();
        final Set<Destination> young = ConcurrentHashMap.newKeySet();
        volatile Consumer<Long> afterAsking = account -> {};

        @Override
        public Destination queue() {
            return Destination.user("mine");
        }

        @Override
        public Map<Destination, Stream> streams(long account) {
            var streams = followed.getOrDefault(account, Set.of()).stream()
                    .collect(Collectors.toMap(
                            stream -> stream, stream -> new Stream(head(stream), young.contains(stream))));
            afterAsking.accept(account);
            return streams;
        }

        @Override
        public boolean owns(Destination destination) {
            return destination.matches(Destination.Kind.TOPIC, "streams", "*");
        }

        @Override
        public boolean guards(Destination destination) {
            return owns(destination) || destination.equals(queue()) || destination.equals(Destination.user("heads"));
        }

        @Override
        public void check(Destination destination, SignedIn subscriber) {
            duringCheck.accept(destination);
            if (refused.contains(subscriber.account())) {
                throw ErrorCode.NOT_A_MEMBER.because("Not a member.");
            }
        }

        @Override
        public long head(Destination destination) {
            return heads.getOrDefault(destination.toString(), 0L);
        }

        @Override
        public Map<Destination, Long> heads(Collection<Destination> destinations) {
            return destinations.stream()
                    .filter(destination -> heads.containsKey(destination.toString()))
                    .collect(Collectors.toMap(destination -> destination, this::head));
        }

        @Override
        public NumberedEvent since(Destination destination, long rev) {
            reads.add(rev);
            long head = head(destination);
            return new NumberedEvent(
                    destination, rev, head, Map.of("type", "stream.changes", "from", rev, "rev", head));
        }
    }

    record Note(@NotBlank String clientId, @NotBlank String body) {}

    @Controller
    static class Notes {
        final Queue<Receipt> held = new ConcurrentLinkedQueue<>();
        final List<String> handled = new java.util.concurrent.CopyOnWriteArrayList<>();

        @MessageMapping("/notes/{id}/keep")
        void keep(@DestinationVariable long id, @Valid @Payload Note note, SignedIn me) {
            handled.add(me.account() + ":" + note.body());
        }

        @MessageMapping("/notes/{id}/hold")
        void hold(@DestinationVariable long id, @Valid @Payload Note note, Receipt receipt) {
            held.add(receipt);
        }

        @MessageMapping("/notes/{id}/refuse")
        void refuse(@DestinationVariable long id) {
            throw ErrorCode.BUSY.because("Later.").retryAfter(java.time.Duration.ofMillis(1500));
        }

        @MessageMapping("/notes/{id}/break")
        void fail(@DestinationVariable long id) {
            throw new IllegalStateException("secret detail");
        }

        @MessageMapping("/notes/{id}/outage")
        void outage(@DestinationVariable long id) {
            throw new DataAccessResourceFailureException("gone");
        }

        @SubscribeMapping("/notes")
        Map<String, Object> all() {
            return Map.of("count", handled.size());
        }
    }
}
