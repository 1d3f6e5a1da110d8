package io.confab.description;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/**
 * What the code says of null is what the description says: a component of a record is required unless it is nullable, for
 * what is null is left out, unless it says that it is not, or that it is left out for another reason.
 */
class Nullness extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(AnnotatedMember member) {
        var included = member.getAnnotation(JsonInclude.class);
        if (included != null && included.value() == JsonInclude.Include.ALWAYS) {
            return true;
        }
        if (included != null && included.value() == JsonInclude.Include.NON_DEFAULT) {
            return false;
        }
        var owner = member.getDeclaringClass();
        var type = type(member.getAnnotated());
        return owner.isRecord() && owner.getPackage().isAnnotationPresent(NullMarked.class) && type != null
                ? !type.isAnnotationPresent(Nullable.class)
                : null;
    }

    private static @Nullable AnnotatedType type(AnnotatedElement element) {
        if (element instanceof Method method) {
            return method.getAnnotatedReturnType();
        }
        return element instanceof Field field ? field.getAnnotatedType() : null;
    }
}
