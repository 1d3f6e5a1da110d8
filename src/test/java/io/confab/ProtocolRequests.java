package io.confab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The requests that docs/protocol.md names, with the sections in which it does. */
final class ProtocolRequests {

    private static final Pattern SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern WHOLE = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) (/api/(?:\\{[^}]*}|[^ ?{])+).*");
    /** {@code DELETE}, or {@code DELETE …}: another method, at the address before it. */
    private static final Pattern METHOD = Pattern.compile("(GET|POST|PUT|PATCH|DELETE)( …)?");
    /** {@code /release}: another last segment, of the address before it. */
    private static final Pattern SEGMENT = Pattern.compile("/[a-z-]+");
    /** {@code .json}: another kind of file. */
    private static final Pattern KIND = Pattern.compile("\\.[a-z]+");

    private final Map<String, Set<String>> sections = new TreeMap<>();
    private String section = "";
    private String method = "";
    private String path = "";

    private ProtocolRequests() {}

    /** The sections by request: {@code GET /api/rooms/{}}. */
    static Map<String, Set<String>> read() throws IOException {
        var requests = new ProtocolRequests();
        Files.readAllLines(Path.of("docs/protocol.md")).forEach(requests::line);
        return requests.sections;
    }

    private void line(String line) {
        if (line.startsWith("## ")) {
            section = line.substring(3);
        }
        path = "";
        int cell = line.startsWith("| ") ? line.indexOf(" | ") : -1;
        for (var span = SPAN.matcher(line); span.find(); ) {
            boolean first = span.end() <= cell;
            var text = span.group(1);
            Matcher whole = WHOLE.matcher(text);
            if (whole.matches()) {
                name(whole.group(1), whole.group(2));
            } else if (first && !path.isEmpty()) {
                more(text);
            }
        }
    }

    private void more(String text) {
        if (METHOD.matcher(text).matches()) {
            name(text.split(" ")[0], path);
        } else if (SEGMENT.matcher(text).matches()) {
            name(method, path.substring(0, path.lastIndexOf('/')) + text);
        } else if (KIND.matcher(text).matches()) {
            name(method, path.substring(0, path.lastIndexOf('.')) + text);
        }
    }

    private void name(String method, String path) {
        this.method = method;
        this.path = path;
        sections.computeIfAbsent(method + " " + OpenApiTests.normalized(path), request -> new TreeSet<>())
                .add(section);
    }
}
