package io.confab;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.confab.stomp.Destination;
import io.confab.stomp.SubscriptionGuard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.messaging.simp.SimpMessageMappingInfo;
import org.springframework.messaging.simp.SimpMessageType;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server says of itself over STOMP is all that goes over it, as it goes. */
@ServerTest
class AsyncApiTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String YAML = "src/main/resources/description/asyncapi.yaml";
    private static final Path CONTRACT = Path.of("src/test/resources/contract");

    @LocalServerPort
    int port;

    private final SimpAnnotationMethodMessageHandler controllers;
    private final List<SubscriptionGuard> guards;

    private JsonNode document = JSON.missingNode();
    private StrictSchemas schemas = new StrictSchemas(document);

    AsyncApiTests(
            @Autowired SimpAnnotationMethodMessageHandler controllers, @Autowired List<SubscriptionGuard> guards) {
        this.controllers = controllers;
        this.guards = guards;
    }

    @BeforeEach
    void readIt() {
        document = new People(port).ask("GET", "/api/asyncapi.json", null).body();
        schemas = new StrictSchemas(document);
    }

    /** The addresses of the channels on which the server does this. */
    private TreeSet<String> addresses(String action) {
        return document.path("operations")
                .valueStream()
                .filter(operation -> operation.path("action").asString().equals(action))
                .map(operation -> at(operation.path("channel")).path("address").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private JsonNode at(JsonNode reference) {
        return document.at(reference.path("$ref").asString("#/missing").substring(1));
    }

    private TreeSet<String> mapped(SimpMessageType type) {
        return controllers.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMessageTypeMessageCondition().getMessageType() == type)
                .map(SimpMessageMappingInfo::getDestinationConditions)
                .flatMap(condition -> condition.getPatterns().stream())
                .map(pattern -> "/app" + pattern)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void hasTheDestinationsThatControllersTake() {
        assertThat(addresses("receive"))
                .as(
                        "Channels that the server receives from (left) are the @MessageMappings (right): add the channel, its"
                                + " message and a \"receive\" operation to " + YAML)
                .containsExactlyElementsOf(mapped(SimpMessageType.MESSAGE));
        assertThat(addresses("send").headSet("/topic").stream().toList())
                .as("Channels under /app that are answered (left) are the @SubscribeMappings (right): add the channel,"
                        + " its message and a \"send\" operation to " + YAML)
                .containsExactlyElementsOf(mapped(SimpMessageType.SUBSCRIBE));
    }

    @Test
    void everyChannelHasItsOperation() {
        var used = document.path("operations")
                .valueStream()
                .map(operation -> operation.path("channel").path("$ref").asString())
                .collect(Collectors.toSet());
        assertThat(document.path("channels").propertyNames())
                .as("Add an operation to " + YAML + " for each channel")
                .allMatch(channel -> used.contains("#/channels/" + channel));
    }

    private List<Destination> subscribed() {
        return addresses("send").tailSet("/topic").stream()
                .map(address -> address.replace("{room}", "7").replaceAll("\\{[^}]*}", "name"))
                .map(address -> Destination.parse(address).orElseThrow(() -> new AssertionError(address)))
                .toList();
    }

    @Test
    void hasTheDestinationsThatAreGuarded() {
        for (var destination : subscribed()) {
            assertThat(guards)
                    .as(YAML + " has " + destination + ", which no SubscriptionGuard guards: it does not exist")
                    .anyMatch(guard -> guard.guards(destination));
        }
        for (var guard : guards) {
            assertThat(subscribed())
                    .as("Add to " + YAML + " a channel, its messages and a \"send\" operation for what is guarded by "
                            + guard)
                    .anyMatch(guard::guards);
        }
    }

    /** A guard may guard several. */
    @Test
    void hasTheDestinationsThatTheCodeNames() throws Exception {
        for (var constant : constants(Destination.class)) {
            constant.setAccessible(true);
            assertThat(subscribed())
                    .as("Add to " + YAML + " a channel for " + constant)
                    .contains((Destination) constant.get(null));
        }
    }

    private static List<Field> constants(Class<?> type) throws Exception {
        var constants = new ArrayList<Field>();
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new RegexPatternTypeFilter(java.util.regex.Pattern.compile("io\\.confab\\..*")));
        for (var bean : scan.findCandidateComponents("io.confab")) {
            if (isOfTests(bean)) {
                continue;
            }
            Arrays.stream(load(bean).getDeclaredFields())
                    .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == type)
                    .forEach(constants::add);
        }
        assertThat(constants).hasSizeGreaterThan(5);
        return constants;
    }

    /** The records that are told as events, by the name of the event. */
    private static Map<String, Class<?>> events() throws Exception {
        var events = new TreeMap<String, Class<?>>();
        var scan = new ClassPathScanningCandidateComponentProvider(false) {
            @Override
            protected boolean isCandidateComponent(
                    org.springframework.beans.factory.annotation.AnnotatedBeanDefinition definition) {
                return true;
            }
        };
        scan.addIncludeFilter(new AnnotationTypeFilter(JsonTypeInfo.class, false));
        for (var bean : scan.findCandidateComponents("io.confab")) {
            if (isOfTests(bean)) {
                continue;
            }
            var type = load(bean);
            var name = type.getAnnotation(JsonTypeName.class);
            if (name != null) {
                events.put(name.value(), type);
            }
            var subtypes = type.getAnnotation(JsonSubTypes.class);
            if (subtypes != null) {
                Arrays.stream(subtypes.value()).forEach(subtype -> events.put(subtype.name(), subtype.value()));
            }
        }
        return events;
    }

    private static boolean isOfTests(BeanDefinition bean) {
        return String.valueOf(((AbstractBeanDefinition) bean).getResource()).contains("test-classes");
    }

    private static Class<?> load(BeanDefinition bean) throws ClassNotFoundException {
        return Class.forName(bean.getBeanClassName(), false, AsyncApiTests.class.getClassLoader());
    }

    /** The shapes of the messages by name. */
    private Map<String, JsonNode> payloads() {
        var payloads = new LinkedHashMap<String, JsonNode>();
        document.path("components")
                .path("messages")
                .properties()
                .forEach(message ->
                        payloads.put(message.getKey(), message.getValue().path("payload")));
        return payloads;
    }

    @Test
    void hasTheEventsThatAreTold() throws Exception {
        assertThat(payloads().keySet().stream()
                        .filter(name -> name.contains("."))
                        .sorted())
                .as(
                        "Messages named after events (left) are the events of the code (right): add the message, its schema,"
                                + " and the message to its channel in " + YAML)
                .containsExactlyElementsOf(events().keySet());
        for (var event : events().entrySet()) {
            var payload = payloads().getOrDefault(event.getKey(), JSON.missingNode());
            var shape = payload.has("$ref") ? at(payload) : payload;
            assertThat(shape.path("properties").propertyNames())
                    .as("The fields of " + event.getKey() + " in " + YAML + " are those of " + event.getValue())
                    .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                    Stream.of("type"),
                                    Arrays.stream(event.getValue().getRecordComponents())
                                            .map(java.lang.reflect.RecordComponent::getName))
                            .toList());
        }
    }

    @Test
    void everyMessageIsOfSomeChannel() {
        var told = document.path("channels")
                .valueStream()
                .flatMap(channel -> channel.path("messages").valueStream())
                .map(message -> message.path("$ref").asString())
                .collect(Collectors.toSet());
        assertThat(payloads().keySet())
                .as("Add each to the messages of its channels in " + YAML)
                .allMatch(name -> told.contains("#/components/messages/" + name));
    }

    @Test
    void refersToNothingThatIsNotThere() {
        assertThat(document.findValuesAsString("$ref").stream()
                        .distinct()
                        .filter(reference -> document.at(reference.substring(1)).isMissingNode()))
                .as(YAML + " refers to what neither it has nor a type of that name that a controller takes or answers")
                .isEmpty();
    }

    /** The rest of it is held against the schema of AsyncAPI where there is one to be had: realtime/asyncapi.test.ts. */
    @Test
    void itsSchemasAreJsonSchemas() {
        assertThat(StrictSchemas.malformed(document)).isEmpty();
    }

    /** What URLs are told goes over HTTP. */
    private static boolean isWebhook(Path example) {
        return example.getFileName().toString().startsWith("webhook");
    }

    @TestFactory
    Stream<DynamicTest> framesAreWhatTheDocumentSaysAndNothingElse() throws Exception {
        try (var files = Files.list(CONTRACT)) {
            return files.sorted().filter(file -> !isWebhook(file)).toList().stream()
                    .flatMap(file -> {
                        var body = read(file);
                        var type = body.path("type").asString("");
                        return type.isEmpty()
                                ? Stream.<DynamicTest>empty()
                                : Stream.of(DynamicTest.dynamicTest(
                                        file.getFileName().toString(), () -> {
                                            assertThat(errors(type, body)).isEmpty();
                                            assertThat(payloads().keySet().stream()
                                                            .filter(name -> name.contains("."))
                                                            .filter(name -> errors(name, body)
                                                                    .isEmpty()))
                                                    .containsExactly(type);
                                        }));
                    });
        }
    }

    @TestFactory
    Stream<DynamicTest> answersAreWhatTheDocumentSays() {
        return Map.of(
                        "sync", "sync",
                        "sync-request", "sync",
                        "opening", "opening",
                        "opening-direct", "opening",
                        "presence-room", "presence",
                        "presence-room-large", "presence",
                        "sanctions-mine", "sanctions",
                        "feed", "feed")
                .entrySet()
                .stream()
                .map(example -> DynamicTest.dynamicTest(
                        example.getKey(),
                        () -> assertThat(errors(example.getValue(), read(CONTRACT.resolve(example.getKey() + ".json"))))
                                .isEmpty()));
    }

    @Test
    void commandsAreWhatTheDocumentSays() {
        assertThat(errors("post", JSON.readTree("{\"clientId\":\"1\",\"body\":\"hello\",\"replyTo\":4}")))
                .isEmpty();
        assertThat(errors(
                        "react",
                        JSON.readTree("{\"clientId\":\"1\",\"message\":4,\"emoji\":\"👍\",\"action\":\"ADD\"}")))
                .isEmpty();
        assertThat(errors(
                        "react",
                        JSON.readTree("{\"clientId\":\"1\",\"message\":4,\"emoji\":\"👍\",\"action\":\"add\"}")))
                .isNotEmpty();
        assertThat(errors("post", JSON.readTree("{\"body\":\"hello\"}"))).isNotEmpty();
        assertThat(errors("refused", JSON.readTree("{\"code\":\"invalid\",\"message\":\"No.\",\"receipt\":\"r-1\"}")))
                .isEmpty();
    }

    private List<String> errors(String message, JsonNode body) {
        return schemas.errors(payloads().getOrDefault(message, JSON.readTree("{\"not\":{}}")), body);
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
