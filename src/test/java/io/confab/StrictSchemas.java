package io.confab;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says whether a body is what a description says, to the letter: a field that is not described is an error here, though
 * clients have to expect some.
 */
final class StrictSchemas {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final JsonNode components;
    private final Map<JsonNode, Schema> compiled = new HashMap<>();

    StrictSchemas(JsonNode document) {
        components = document.path("components").deepCopy();
        close(components);
    }

    /** What is wrong with the body, by this schema of the document; nothing if it is right. */
    List<String> errors(JsonNode schema, JsonNode body) {
        return compiled.computeIfAbsent(schema, this::compile).validate(body).stream()
                .map(Error::toString)
                .toList();
    }

    private Schema compile(JsonNode schema) {
        var root = JSON.createObjectNode();
        var strict = schema.deepCopy();
        close(strict);
        root.putArray("allOf").add(strict);
        root.set("components", components);
        return registry.getSchema(root);
    }

    /** What of the document's schemas is no JSON Schema, by its name. */
    static Map<String, List<String>> malformed(JsonNode document) {
        var dialect = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of(SpecificationVersion.DRAFT_2020_12.getDialectId()));
        var malformed = new TreeMap<String, List<String>>();
        document.path("components").path("schemas").properties().forEach(schema -> {
            var errors = dialect.validate(schema.getValue());
            if (!errors.isEmpty()) {
                malformed.put(
                        schema.getKey(), errors.stream().map(Error::toString).toList());
            }
        });
        return malformed;
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asString("").equals("object")
                && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        node.forEach(StrictSchemas::close);
    }
}
