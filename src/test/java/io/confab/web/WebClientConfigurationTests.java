package io.confab.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.mock.web.MockServletContext;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

import static org.assertj.core.api.Assertions.assertThat;

class WebClientConfigurationTests {

    @TempDir
    private Path client;

    private final AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
    private MockMvcTester server;

    @BeforeEach
    void serve() throws IOException {
        Files.writeString(client.resolve("index.html"), "the page");
        Files.writeString(client.resolve("favicon.svg"), "the icon");
        Files.writeString(Files.createDirectory(client.resolve("assets")).resolve("index-C0FFEE.js"), "the code");
        context.setServletContext(new MockServletContext());
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test", Map.of("confab.web-client", client.toUri().toString())));
        context.register(Mvc.class, WebClientConfiguration.class);
        context.refresh();
        server = MockMvcTester.from(context);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/rooms/7", "/sign-in", "/join/abc", "/settings/sign-ins", "/apidays"})
    void deliversThePageForEveryAddressOfTheClient(String address) {
        assertThat(server.get().uri(address))
                .hasStatusOk()
                .hasHeader("Cache-Control", "no-cache")
                .bodyText()
                .isEqualTo("the page");
    }

    @Test
    void letsBrowsersKeepWhatHasAHashInItsName() {
        assertThat(server.get().uri("/assets/index-C0FFEE.js"))
                .hasStatusOk()
                .hasHeader("Cache-Control", "max-age=31536000, public, immutable")
                .bodyText()
                .isEqualTo("the code");
    }

    @Test
    void asksAnewForAFileWhoseNameStaysTheSame() {
        assertThat(server.get().uri("/favicon.svg"))
                .hasStatusOk()
                .hasHeader("Cache-Control", "no-cache")
                .bodyText()
                .isEqualTo("the icon");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/nothing", "/api", "/ws/nothing", "/assets/index-0LD.js", "/robots.txt", "/rooms/x.png"})
    void doesNotHideWhatIsMissingBehindThePage(String address) {
        assertThat(server.get().uri(address)).hasStatus(404);
    }

    @EnableWebMvc
    static class Mvc {}
}
