package io.confab;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/** What the server says of itself over HTTP is all that it answers, as it answers it, and what docs/protocol.md says. */
@ServerTest
class OpenApiTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String OUTLINE = "src/main/resources/description/operations.yaml";

    @LocalServerPort
    int port;

    private final RequestMappingHandlerMapping controllers;

    private JsonNode document = JSON.missingNode();
    private StrictSchemas schemas = new StrictSchemas(document);

    OpenApiTests(@Autowired @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping controllers) {
        this.controllers = controllers;
    }

    @BeforeEach
    void readIt() {
        document = new People(port).ask("GET", "/api/openapi.json", null).body();
        schemas = new StrictSchemas(document);
    }

    static String normalized(String path) {
        return path.replaceAll("\\{[^}]*}", "{}");
    }

    /** The operations by method and path. */
    private Map<String, JsonNode> operations() {
        var operations = new TreeMap<String, JsonNode>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                operation.getValue())));
        return operations;
    }

    private static List<String> objections(JsonNode document) {
        return new OpenAPIV3Parser()
                .readContents(document.toString(), null, new ParseOptions())
                .getMessages();
    }

    @Test
    void isWellFormedOpenApi() {
        assertThat(objections(document)).isEmpty();
        assertThat(StrictSchemas.malformed(document)).isEmpty();
    }

    @Test
    void whatIsNotWellFormedIsFound() {
        var operation = (ObjectNode) document.at("/paths/~1api~1session/get");
        operation.remove("responses");
        operation.put("summery", "Who I am");
        ((ObjectNode) document.path("components").path("schemas"))
                .putObject("Malformed")
                .put("type", "text");
        assertThat(objections(document)).hasSizeGreaterThan(1).anyMatch(objection -> objection.contains("summery"));
        assertThat(StrictSchemas.malformed(document)).containsOnlyKeys("Malformed");
    }

    @Test
    void describesWhatTheControllersAnswerAndNothingElse() {
        var answered = new TreeSet<String>();
        controllers
                .getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> mapping.getPatternValues().stream()
                                .filter(pattern -> pattern.startsWith("/api/"))
                                .forEach(pattern -> answered.add(method + " " + pattern))));
        assertThat(operations().keySet())
                .as("The document (left) has to have the requests under /api that controllers answer (right)."
                        + " A controller is described if it is a bean of io.confab and answers with a body.")
                .containsExactlyElementsOf(answered);
    }

    @Test
    void saysWhatEachRequestIsForWhereTheProtocolDoes() throws Exception {
        var protocol = ProtocolRequests.read();
        var missing = new ArrayList<String>();
        operations().forEach((request, operation) -> {
            var sections = protocol.getOrDefault(normalized(request), Set.of());
            if (!operation.has("summary")) {
                missing.add("Add to " + OUTLINE + ", under the name of its section in docs/protocol.md:\n  " + request
                        + ": (what it is for, in a few words)");
            } else if (!sections.isEmpty()
                    && !sections.contains(operation.path("tags").path(0).asString())) {
                missing.add("Move in " + OUTLINE + " under one of " + sections + ", where docs/protocol.md has it:\n  "
                        + request);
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void theOutlineHasNothingThatIsNotAnswered() throws Exception {
        assertThat(Files.readAllLines(Path.of(OUTLINE)).stream()
                        .filter(line -> line.startsWith("  "))
                        .map(line -> line.strip().replaceFirst(": .*", ""))
                        .filter(request -> !operations().containsKey(request)))
                .as("Delete from " + OUTLINE + ", or write as the controller does")
                .isEmpty();
    }

    @Test
    void theProtocolNamesEveryRequestAndNoOther() throws Exception {
        var protocol = ProtocolRequests.read().keySet();
        var described = operations().keySet().stream()
                .map(OpenApiTests::normalized)
                .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
        assertThat(described.stream().filter(request -> !protocol.contains(request)))
                .as("Add a row `METHOD /api/…` to the table of a section of docs/protocol.md for each")
                .isEmpty();
        assertThat(protocol.stream().filter(request -> !described.contains(request)))
                .as(
                        "docs/protocol.md names what no controller answers: take it out, or write it as the controller does")
                .isEmpty();
    }

    @Test
    void namesEachRequestOnce() {
        assertThat(operations().values())
                .extracting(operation -> operation.path("operationId").asString())
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-z][A-Za-z]+"));
    }

    /** Whoever is signed in, the servlet's own objects and the like are not asked of clients. */
    @Test
    void asksForWhatClientsSend() {
        operations()
                .forEach((request, operation) -> operation
                        .path("parameters")
                        .forEach(parameter -> assertThat(
                                        parameter.path("schema").path("type").asString(""))
                                .as(request + " asks for " + parameter.path("name")
                                        + ": hide it in DescriptionConfiguration")
                                .isIn("string", "integer", "boolean", "array")));
        assertThat(document.toString()).doesNotContain("springframework", "servlet", "Principal");
    }

    @Test
    void saysWhoNeedsToProveWhoTheyAre() {
        var people = new People(port);
        operations().forEach((request, operation) -> {
            boolean open = operation.path("security").valueStream().anyMatch(JsonNode::isEmpty);
            if (!open) {
                var answer = people.ask(method(request), sample(request), null);
                assertThat(answer.status()).as(request).isEqualTo(401);
                assertProblem(operation, answer);
            }
        });
        assertThat(people.ask("GET", "/api/session", null).status()).isEqualTo(200);
    }

    @Test
    void saysWhichScopeATokenNeeds() {
        var ada = new People(port).register("scoped");
        var scopes = List.of("read", "write", "account", "push:rooms", "push:accounts", "push:feeds");
        var tokens = new LinkedHashMap<String, People.Person>();
        scopes.forEach(scope -> tokens.put(scope, ada.with(scope)));
        operations().forEach((request, operation) -> {
            var needed = new TreeSet<String>();
            operation
                    .path("security")
                    .forEach(way -> way.path("bearer").forEach(scope -> needed.add(scope.asString())));
            // What deletes or changes the account that asks is not tried out.
            if (needed.isEmpty() || !method(request).equals("GET")) {
                return;
            }
            tokens.forEach((scope, who) -> {
                var answer = who.get(sample(request));
                boolean refused = answer.status() == 403
                        && answer.body().path("detail").asString().equals("You may not do this.");
                assertThat(refused).as(request + " with the scope " + scope).isEqualTo(!needed.contains(scope));
            });
        });
        assertThat(scopesOf("POST /api/push/rooms/{room}")).containsExactly("push:rooms");
        assertThat(scopesOf("POST /api/rooms")).containsExactly("write");
        assertThat(scopesOf("POST /api/tokens")).containsExactly("account");
        assertThat(scopesOf("POST /api/push")).isEmpty();
    }

    private List<String> scopesOf(String request) {
        return operations()
                .getOrDefault(request, JSON.missingNode())
                .path("security")
                .valueStream()
                .flatMap(way -> way.path("bearer").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void answersAreWhatTheDocumentSays() {
        var people = new People(port);
        var ada = people.register("ada");
        var bob = people.register("bob");
        check(null, "GET", "/api/session", null);
        check(ada, "GET", "/api/session", null);
        check(ada, "PATCH", "/api/accounts/me", Map.of("displayName", "Ada"));
        check(ada, "GET", "/api/accounts?query=a", null);
        check(ada, "GET", "/api/sign-ins", null);
        check(ada, "POST", "/api/tokens", Map.of("name", "one", "scopes", List.of("read")));
        check(ada, "GET", "/api/tokens", null);
        var room = check(ada, "POST", "/api/rooms", Map.of("name", "Described " + ada.id(), "kind", "PUBLIC"))
                .path("id")
                .asLong();
        var rooms = "/api/rooms/" + room;
        check(ada, "GET", "/api/rooms?limit=3", null);
        check(ada, "GET", rooms, null);
        check(ada, "PATCH", rooms, Map.of("description", "Of schemas", "slowSeconds", 0));
        check(bob, "PUT", rooms + "/members/me", null);
        check(bob, "PUT", rooms + "/members/me/level", Map.of("level", "MENTIONS"));
        check(ada, "GET", rooms + "/members", null);
        check(ada, "PATCH", rooms + "/members/" + bob.id(), Map.of("role", "MODERATOR"));
        var said = Map.of("clientId", "d-1", "body", "Hello, @" + ada.username());
        var message = check(bob, "POST", rooms + "/messages", said).path("id").asLong();
        check(bob, "POST", rooms + "/messages", said);
        check(ada, "GET", "/api/mentions", null);
        check(bob, "GET", rooms + "/messages?limit=5", null);
        check(bob, "GET", rooms + "/changes?since=1&epoch=0", null);
        check(bob, "GET", rooms + "/pins", null);
        check(bob, "GET", rooms + "/commands", null);
        check(ada, "POST", rooms + "/commands", Map.of("text", "/topic Of schemas"));
        check(bob, "POST", "/api/rooms/read", null);
        check(ada, "DELETE", rooms + "/messages/" + message, Map.of("reason", "a test"));
        check(ada, "GET", rooms + "/removed/" + message, null);
        check(ada, "POST", "/api/push/rooms/" + room, Map.of("body", "pushed"));
        check(
                ada,
                "POST",
                "/api/push",
                Map.of("pushes", List.of(Map.of("room", room, "body", "a"), Map.of("room", 0, "body", "b"))));
        check(ada, "POST", "/api/direct", Map.of("usernames", List.of(bob.username())));
        check(ada, "POST", "/api/direct", Map.of("usernames", List.of(bob.username())));
        check(bob, "GET", "/api/direct/requests", null);
        check(bob, "PUT", "/api/blocks/" + ada.username(), null);
        check(bob, "GET", "/api/blocks", null);
        check(bob, "GET", "/api/settings/direct", null);
        check(bob, "GET", "/api/settings/notifications", null);
        check(bob, "PUT", "/api/presence", Map.of("availability", "AUTOMATIC", "status", Map.of("text", "here")));
        check(bob, "GET", "/api/presence", null);
        check(bob, "GET", "/api/feeds", null);
        check(bob, "GET", "/api/feeds/clock", null);
        check(bob, "POST", "/api/reports", Map.of("account", ada.username(), "category", "OTHER"));
        check(bob, "GET", "/api/reports/mine", null);
        check(bob, "GET", "/api/moderation/sanctions/mine", null);
        check(bob, "POST", "/api/schedules/preview", Map.of("every", 3600, "start", "2030-01-01T00:00:00Z"));
        var at = Map.of("at", "2099-01-01T00:00:00Z");
        check(bob, "POST", "/api/schedules", Map.of("room", room, "body", "Later", "when", at));
        check(bob, "GET", "/api/schedules", null);
        check(null, "GET", "/api/asyncapi.json", null);
    }

    /** With a bot that says something to the asker alone, there is a body; without, there is none. */
    @Test
    void aCommandIsAnsweredWithABodyOrWithNone() {
        var answers = operations()
                .getOrDefault("POST /api/rooms/{room}/commands", JSON.missingNode())
                .path("responses");
        assertThat(answers.at("/204/content").isEmpty()).isTrue();
        assertThat(answers.path("204").path("description").asString()).isNotEmpty();
        assertThat(answers.at("/200/content/application~1json/schema/$ref").asString())
                .endsWith(".Answered");
    }

    @Test
    void aSecretUrlAnswersInPlainText() throws Exception {
        var ada = new People(port).register("ada");
        long room = ada.createRoom("Plain " + ada.id(), "PUBLIC");
        var path = check(ada, "POST", "/api/rooms/" + room + "/incoming-webhooks", Map.of("name", "Build"))
                .path("path")
                .asString();
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"text\":\"green\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        var content = response(operation("POST", path), answer.statusCode()).path("content");
        assertThat(content.propertyNames())
                .containsExactly(answer.headers()
                        .firstValue("Content-Type")
                        .orElseThrow()
                        .replaceFirst(";.*", ""));
        assertThat(schemas.errors(content.iterator().next().path("schema"), JSON.valueToTree(answer.body())))
                .isEmpty();
    }

    @Test
    void refusalsAreWhatTheDocumentSays() {
        var ada = new People(port).register("ada");
        check(ada, "GET", "/api/rooms/999999999", null);
        check(ada, "GET", "/api/rooms?limit=0", null);
        check(ada, "GET", "/api/rooms/x", null);
        check(ada, "GET", "/api/admin/accounts", null);
        check(null, "POST", "/api/session", Map.of("username", "nobody", "password", "wrong password"));
    }

    /** Asks, and holds the answer, if it is one, and what was sent against the document. */
    private JsonNode check(People.@Nullable Person who, String method, String path, @Nullable Object body) {
        var answer = who == null ? new People(port).ask(method, path, body) : who.call(method, path, body);
        var request = method + " " + path;
        var operation = operation(method, path.replaceFirst("\\?.*", ""));
        var described = response(operation, answer.status());
        assertThat(described.isMissingNode()).as(request + " answers " + answer).isFalse();
        var content = described.path("content");
        if (content.isMissingNode() || content.isEmpty()) {
            assertThat(answer.body()).as(request + " answers " + answer).isEmpty();
        } else {
            assertThat(schemas.errors(content.iterator().next().path("schema"), answer.body()))
                    .as(request + " answers " + answer)
                    .isEmpty();
        }
        if (body != null && answer.status() < 300) {
            var sent = operation
                    .path("requestBody")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            assertThat(schemas.errors(sent, JSON.valueToTree(body)))
                    .as(request + " takes " + body)
                    .isEmpty();
        }
        return answer.body();
    }

    private void assertProblem(JsonNode operation, People.Answer answer) {
        var schema = response(operation, answer.status())
                .path("content")
                .path("application/problem+json")
                .path("schema");
        assertThat(schemas.errors(schema, answer.body())).isEmpty();
    }

    private JsonNode response(JsonNode operation, int status) {
        var response = operation.path("responses").path(Integer.toString(status));
        var reference = response.path("$ref").asString("");
        return reference.isEmpty() ? response : document.at(reference.substring(1));
    }

    private JsonNode operation(String method, String path) {
        return operations().entrySet().stream()
                .filter(operation -> method(operation.getKey()).equals(method))
                .filter(operation ->
                        path.matches(operation.getKey().split(" ")[1].replaceAll("\\{[^}]*}", "[^/]+")))
                .min(java.util.Comparator.comparingInt(
                        operation -> operation.getKey().length()
                                - operation.getKey().replace("{", "").length()))
                .map(Map.Entry::getValue)
                .orElseThrow(() -> new AssertionError("Not described: " + method + " " + path));
    }

    private static String method(String request) {
        return request.split(" ")[0];
    }

    private static String sample(String request) {
        return request.split(" ")[1].replaceAll("\\{[^}]*}", "1");
    }

    /** The examples that the web client is tested with are answers, too. */
    @ParameterizedTest
    @CsvSource({
        "rooms, GET /api/rooms",
        "room, GET /api/rooms/{room}",
        "members, GET /api/rooms/{room}/members",
        "member, PUT /api/rooms/{room}/members/me",
        "level, PUT /api/rooms/{room}/members/me/level",
        "invitation, POST /api/rooms/{room}/invitations",
        "invitations, GET /api/invitations",
        "messages, GET /api/rooms/{room}/messages",
        "message, POST /api/rooms/{room}/messages",
        "removed-message, GET /api/rooms/{room}/removed/{message}",
        "pins, GET /api/rooms/{room}/pins",
        "changes, GET /api/rooms/{room}/changes",
        "changes-reset, GET /api/rooms/{room}/changes",
        "mentions, GET /api/mentions",
        "direct-room, POST /api/direct",
        "direct-requests, GET /api/direct/requests",
        "direct-settings, GET /api/settings/direct",
        "blocks, GET /api/blocks",
        "notification-settings, GET /api/settings/notifications",
        "sanctions, GET /api/moderation/sanctions",
        "sanctions-mine, GET /api/moderation/sanctions/mine",
        "cases, GET /api/moderation/cases",
        "case, GET /api/moderation/cases/{id}",
        "reports, GET /api/reports/mine",
        "schedules, GET /api/schedules",
        "feeds, GET /api/feeds",
        "feed, GET /api/feeds/{name}",
        "presence-own, GET /api/presence"
    })
    void examplesAreWhatTheDocumentSays(String example, String request) throws Exception {
        var body = JSON.readTree(Files.readString(Path.of("src/test/resources/contract/" + example + ".json")));
        var operation = operations().getOrDefault(request, JSON.missingNode());
        var schema = Stream.of("200", "201")
                .map(status ->
                        operation.path("responses").path(status).path("content").path("application/json"))
                .filter(content -> content.has("schema"))
                .findFirst()
                .orElseThrow()
                .path("schema");
        assertThat(schemas.errors(schema, body)).isEmpty();
    }
}
