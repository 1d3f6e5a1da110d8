package io.confab;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/** The descriptions and their pages come from this host alone, to everybody, and are made once. */
@ServerTest
class DescriptionPagesTests {

    private static final Pattern PART = Pattern.compile("(?:src|rel=\"stylesheet\" href)=\"([^\"]+)\"");

    @LocalServerPort
    int port;

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/docs", "/api/docs/stomp"})
    void everyPartOfAPageIsHere(String path) throws Exception {
        var page = get(path);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self'"));
        assertThat(page.body()).doesNotContain("<script>", "style=", "://");
        var parts =
                PART.matcher(page.body()).results().map(part -> part.group(1)).toList();
        assertThat(parts).hasSizeGreaterThan(2);
        for (var part : parts) {
            assertThat(part).startsWith("/");
            assertThat(get(part).statusCode()).as(part).isEqualTo(200);
        }
    }

    @Test
    void whatPagesAreMadeOfIsNoPage() throws Exception {
        assertThat(get("/api/docs/http.html").statusCode()).isEqualTo(404);
        assertThat(get("/api/docs/../operations.yaml").statusCode()).isIn(400, 401, 404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/openapi.json", "/api/asyncapi.json"})
    void aDescriptionIsTheSameForEverybody(String path) throws Exception {
        var first = get(path);
        var other = get(path, "Accept-Language", "zh-CN", "Accept", "application/json");
        assertThat(other.body()).isEqualTo(first.body()).doesNotContain("127.0.0.1");
        var tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    }

    @Test
    void springdocsOwnEndpointIsNotThere() throws Exception {
        // Every address that is not of the server is the client's page, if it was built.
        assertThat(get("/v3/api-docs").body()).doesNotContain("openapi");
        assertThat(new People(port).ask("POST", "/api/openapi.json", null).status())
                .isEqualTo(401);
    }
}
