package io.confab.description;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.confab.shared.ErrorCode;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.messaging.handler.HandlerMethod;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The AsyncAPI document: {@code description/asyncapi.yaml} with the shapes that it refers to and does not have. They are
 * those of what the controllers take and answer, and of the OpenAPI document, so that nothing is described twice.
 */
@Component
class StompDocument {

    private static final int MANY = 10_000;
    private static final String SCHEMAS = "#/components/schemas/";

    private final SimpAnnotationMethodMessageHandler controllers;
    private final OpenApiDocument openApi;
    private final ObjectMapperProvider swagger;
    private final JsonMapper json;

    StompDocument(
            SimpAnnotationMethodMessageHandler controllers,
            OpenApiDocument openApi,
            ObjectMapperProvider swagger,
            JsonMapper json) {
        this.controllers = controllers;
        this.openApi = openApi;
        this.swagger = swagger;
        this.json = json;
    }

    byte[] json() {
        ObjectNode document = json.valueToTree(read());
        var schemas = (ObjectNode) document.path("components").path("schemas");
        schemas.set("code", codes());
        var shapes = shapes();
        var open = new ArrayDeque<String>(references(document));
        while (!open.isEmpty()) {
            var name = open.pop();
            var shape = shapes.get(name);
            if (!schemas.has(name) && shape != null) {
                schemas.set(name, shape);
                open.addAll(references(shape));
            }
        }
        return json.writeValueAsBytes(document);
    }

    private static java.util.List<String> references(JsonNode node) {
        return node.findValuesAsString("$ref").stream()
                .filter(reference -> reference.startsWith(SCHEMAS))
                .map(reference -> reference.substring(SCHEMAS.length()))
                .toList();
    }

    private JsonNode codes() {
        var schema = json.createObjectNode().put("type", "string");
        var codes = schema.putArray("enum");
        Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).forEach(codes::add);
        return schema;
    }

    private Map<String, JsonNode> shapes() {
        var shapes = new LinkedHashMap<String, JsonNode>();
        json.readTree(openApi.json())
                .path("components")
                .path("schemas")
                .properties()
                .forEach(shape -> shapes.put(shape.getKey(), shape.getValue()));
        controllers.getHandlerMethods().values().stream()
                .flatMap(StompDocument::types)
                .forEach(type -> shapes.putAll(shapes(type)));
        return shapes;
    }

    private static Stream<Type> types(HandlerMethod handler) {
        return Stream.concat(
                Stream.of(handler.getReturnType().getGenericParameterType()),
                Arrays.stream(handler.getMethodParameters())
                        .filter(parameter -> parameter.hasParameterAnnotation(Payload.class))
                        .map(parameter -> parameter.getGenericParameterType()));
    }

    private Map<String, JsonNode> shapes(Type type) {
        var resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        var shapes = new LinkedHashMap<String, JsonNode>();
        if (resolved != null && resolved.referencedSchemas != null) {
            resolved.referencedSchemas.forEach((name, schema) -> {
                JsonDialect.translate(schema);
                shapes.put(name, tree(schema));
            });
        }
        return shapes;
    }

    private JsonNode tree(Object schema) {
        try {
            return json.readTree(swagger.jsonMapper().writeValueAsBytes(schema));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> read() {
        try (var in = new ClassPathResource("description/asyncapi.yaml").getInputStream()) {
            var options = new LoaderOptions();
            options.setMaxAliasesForCollections(MANY);
            return new Yaml(new SafeConstructor(options)).load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
