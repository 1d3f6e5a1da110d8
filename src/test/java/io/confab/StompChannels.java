package io.confab;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

import io.confab.stomp.StompUser.Frame;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/** The channels of the AsyncAPI document in one direction, and what goes over each of them. */
final class StompChannels {

    /** A MESSAGE has these and no other. */
    private static final Set<String> HEADERS =
            Set.of("subscription", "destination", "message-id", "content-type", "content-length");

    private final JsonNode document;
    private final StrictSchemas schemas;
    private final Map<String, Map<String, JsonNode>> messagesOf = new TreeMap<>();

    /** @param action as the document has it: {@code send} is what the server does, {@code receive} what clients do */
    StompChannels(JsonNode document, String action) {
        this.document = document;
        this.schemas = new StrictSchemas(document);
        document.path("operations")
                .valueStream()
                .filter(operation -> operation.path("action").asString().equals(action))
                .map(operation -> at(operation.path("channel")))
                .forEach(channel -> messagesOf.put(channel.path("address").asString(), messages(channel)));
    }

    private JsonNode at(JsonNode reference) {
        return document.at(reference.path("$ref").asString("#/missing").substring(1));
    }

    private Map<String, JsonNode> messages(JsonNode channel) {
        var messages = new LinkedHashMap<String, JsonNode>();
        channel.path("messages")
                .forEach(message -> messages.put(
                        message.path("$ref").asString().replaceFirst(".*/", ""),
                        at(message).path("payload")));
        return messages;
    }

    Set<String> addresses() {
        return messagesOf.keySet();
    }

    /** The names of all that goes over them. */
    Set<String> messages() {
        var names = new TreeSet<String>();
        messagesOf.values().forEach(messages -> names.addAll(messages.keySet()));
        return names;
    }

    /** The address in the document of what is a destination on the wire. */
    String address(String destination) {
        var found = addresses().stream()
                .filter(address -> Pattern.matches(address.replaceAll("\\{[^}]*}", "[^/]+"), destination))
                .toList();
        assertThat(found).as("channels of the document for " + destination).hasSize(1);
        return found.get(0);
    }

    /** The one message of the channel that this is, by its type and by its shape. */
    String message(String destination, JsonNode body) {
        var messages = messagesOf.getOrDefault(address(destination), Map.of());
        var type = body.path("type").asString("");
        if (!type.isEmpty()) {
            assertThat(messages.keySet())
                    .as("messages of the document that come over " + destination)
                    .contains(type);
        }
        var name = type.isEmpty() ? messages.keySet().iterator().next() : type;
        var errors = new LinkedHashMap<String, List<String>>();
        messages.forEach((message, payload) -> errors.put(message, schemas.errors(payload, body)));
        assertThat(errors).as("%s over %s: %s", name, destination, body).containsEntry(name, List.of());
        assertThat(errors.values().stream().filter(List::isEmpty))
                .as("what %s over %s can be taken for", body, destination)
                .hasSize(1);
        return name;
    }

    /** The same of a frame as it came, whose headers are those that the document speaks of. */
    String message(Frame frame) {
        assertThat(frame.headers().keySet()).as(frame.toString()).isEqualTo(HEADERS);
        assertThat(frame.header("content-type"))
                .isEqualTo(document.path("defaultContentType").asString());
        assertThat(frame.header("content-length"))
                .isEqualTo(Integer.toString(frame.body().getBytes(StandardCharsets.UTF_8).length));
        return message(destination(frame), frame.json());
    }

    static String destination(Frame frame) {
        return String.valueOf(frame.header("destination"));
    }

    /** What of the document nothing of all this was. */
    List<String> missing(Set<String> addresses, Set<String> messages) {
        var missing = new TreeSet<String>(addresses());
        missing.addAll(messages());
        missing.removeAll(addresses);
        missing.removeAll(messages);
        return List.copyOf(missing);
    }
}
