package io.confab.description;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Puts the requests into the sections and the order of {@code description/operations.yaml}, which says what each is for. */
@Component
class Outline implements OpenApiCustomizer {

    private record Entry(String section, String summary) {}

    @Override
    public void customise(OpenAPI api) {
        var sections = read(new ClassPathResource("description/operations.yaml"));
        var entries = new LinkedHashMap<String, Entry>();
        sections.forEach((section, requests) ->
                requests.forEach((request, summary) -> entries.put(request, new Entry(section, summary))));
        api.setTags(sections.keySet().stream().map(name -> new Tag().name(name)).toList());
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> describe(operation, entries.get(method + " " + path))));
        api.setPaths(inOrder(api.getPaths(), new ArrayList<>(entries.keySet())));
    }

    private static void describe(Operation operation, @Nullable Entry entry) {
        if (entry != null) {
            operation.summary(entry.summary()).tags(new ArrayList<>(java.util.List.of(entry.section())));
        }
    }

    private static Paths inOrder(Paths paths, ArrayList<String> requests) {
        var ordered = new Paths();
        for (var request : requests) {
            var path = request.substring(request.indexOf(' ') + 1);
            var item = paths.get(path);
            if (item != null) {
                ordered.putIfAbsent(path, item);
            }
        }
        paths.forEach(ordered::putIfAbsent);
        return ordered;
    }

    private static Map<String, Map<String, String>> read(Resource file) {
        try (var in = file.getInputStream()) {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
