package io.confab.description;

import java.util.Collection;
import java.util.Objects;
import java.util.stream.Stream;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.stereotype.Component;

/** Says what constraints and defaults mean in Java as JSON Schema means it. */
@Component
class JsonDialect implements OpenApiCustomizer {

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().getSchemas().values().forEach(JsonDialect::translate);
        api.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .map(Operation::getParameters)
                .filter(Objects::nonNull)
                .flatMap(Collection::stream)
                .map(Parameter::getSchema)
                .filter(Objects::nonNull)
                .forEach(JsonDialect::translateParameter);
    }

    /** In an address there is no null: what has no value is left out. */
    private static void translateParameter(Schema<?> schema) {
        if (schema.getTypes() != null) {
            schema.getTypes().remove("null");
        }
        translate(schema);
    }

    static void translate(@Nullable Schema<?> schema) {
        if (schema == null) {
            return;
        }
        var pattern = schema.getPattern();
        if (pattern != null) {
            schema.setPattern("^" + pattern.replace("\\P{Cntrl}", "[^\\x00-\\x1f\\x7f]") + "$");
        }
        if (Objects.equals(schema.getMinLength(), 0)) {
            schema.setMinLength(null);
        }
        // "From the newest on": no number that a program would say, and more than JavaScript's can hold.
        if (String.valueOf(Long.MAX_VALUE).equals(String.valueOf(schema.getDefault()))) {
            schema.setDefault(null);
            schema.setDefaultSetFlag(false);
        }
        parts(schema).forEach(JsonDialect::translate);
    }

    private static Stream<Schema<?>> parts(Schema<?> schema) {
        var properties = schema.getProperties();
        return Stream.concat(
                Stream.ofNullable(schema.getItems()),
                properties == null
                        ? Stream.empty()
                        : properties.values().stream().map(part -> (Schema<?>) part));
    }
}
