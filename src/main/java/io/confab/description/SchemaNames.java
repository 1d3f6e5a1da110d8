package io.confab.description;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.swagger.v3.core.jackson.TypeNameResolver;

/** Names a shape after its type, and after the one that it is nested in: {@code Rooms.Page}. No two types share a name. */
class SchemaNames extends TypeNameResolver {

    private final Map<String, Class<?>> given = new ConcurrentHashMap<>();

    @Override
    protected String getNameOfClass(Class<?> type) {
        var enclosing = type.getEnclosingClass();
        var name = enclosing == null
                ? type.getSimpleName()
                : getNameOfClass(enclosing).replaceFirst("(Http)?Controller$", "") + "." + type.getSimpleName();
        var other = given.putIfAbsent(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException(other + " and " + type + " would both be described as " + name
                    + ": give one of them another name.");
        }
        return name;
    }
}
