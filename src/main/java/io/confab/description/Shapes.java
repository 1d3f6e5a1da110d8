package io.confab.description;

import java.util.Arrays;
import java.util.Iterator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confab.account.Secret;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Derives from Java's types what a body looks like, as Confab writes and reads it. */
class Shapes extends ModelResolver {

    Shapes(ObjectMapper mapper) {
        super(mapper, new SchemaNames());
        openapi31(true);
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType asked, ModelConverterContext context, Iterator<ModelConverter> others) {
        var type = _mapper.constructType(asked.getType());
        if (has(asked, JsonRawValue.class) || (type != null && type.isTypeOrSubTypeOf(JsonNode.class))) {
            return new JsonSchema().description("Any JSON.");
        }
        if (type != null && type.hasRawClass(Secret.class)) {
            return new JsonSchema().typesItem("string").format("password");
        }
        if (isAlwaysThere(asked)) {
            return new JsonSchema()
                    .addAnyOfItem(super.resolve(asked, context, others))
                    .addAnyOfItem(new JsonSchema().typesItem("null"));
        }
        var schema = super.resolve(asked, context, others);
        if (type != null) {
            nameEvent(context.getDefinedModels().get(_typeName(type)), type.getRawClass());
        }
        return schema;
    }

    /** Of an event, {@code type} is its name, and nothing to choose a shape by. */
    private static void nameEvent(@Nullable Schema<?> schema, Class<?> type) {
        var name = type.getAnnotation(JsonTypeName.class);
        if (schema != null && name != null) {
            schema.setDiscriminator(null);
            schema.addProperty("type", new JsonSchema()._const(name.value()));
        }
    }

    private static boolean isAlwaysThere(AnnotatedType asked) {
        return asked.getCtxAnnotations() != null
                && Arrays.stream(asked.getCtxAnnotations())
                        .anyMatch(annotation -> annotation instanceof JsonInclude include
                                && include.value() == JsonInclude.Include.ALWAYS);
    }

    private static boolean has(AnnotatedType asked, Class<?> annotation) {
        var annotations = asked.getCtxAnnotations();
        return annotations != null && Arrays.stream(annotations).anyMatch(annotation::isInstance);
    }
}
