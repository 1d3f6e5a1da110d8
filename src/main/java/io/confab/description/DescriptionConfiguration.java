package io.confab.description;

import com.fasterxml.jackson.databind.introspect.AnnotationIntrospectorPair;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.servers.Server;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.CacheControl;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class DescriptionConfiguration implements WebMvcConfigurer {

    static final String PAGES = "description/pages/";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CsrfToken.class);
    }

    private static final String ABOUT = """
            Everything that can be asked of Confab over HTTP. What comes by itself comes over STOMP: `/api/asyncapi.json`.

            Bodies are JSON in UTF-8, times ISO 8601 in UTC, ids opaque. A field that has no value is left out. Fields may be
            added; the ones that are named here stay. Every refusal is a `Problem` with a `code` of a closed list.
            """;

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/api/docs/*.js", "/api/docs/*.css")
                .addResourceLocations("classpath:/" + PAGES)
                .setCacheControl(CacheControl.noCache());
    }

    @Bean
    OpenAPI confab() {
        return new OpenAPI()
                .info(new Info().title("Confab").version("1").description(ABOUT.strip()))
                .addServersItem(new Server().url("/").description("This server"));
    }

    @Bean
    OperationCustomizer operationIds() {
        return (operation, handler) -> operation.operationId(
                operationId(handler.getBeanType(), handler.getMethod().getName()));
    }

    /** Names a request after who answers it: {@code roomCreate} for {@code RoomController.create}. */
    private static String operationId(Class<?> controller, String method) {
        var noun = StringUtils.uncapitalize(controller.getSimpleName().replaceFirst("(Http)?Controller$", ""));
        return method.startsWith(noun) ? method : noun + StringUtils.capitalize(method);
    }

    /** Takes its turn after springdoc's own, and before the one that it stands in for. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelConverter shapes(SpringDocConfigProperties properties) {
        var mapper = ObjectMapperProvider.createJson(properties);
        mapper.setAnnotationIntrospector(AnnotationIntrospectorPair.pair(
                new Nullness(), mapper.getSerializationConfig().getAnnotationIntrospector()));
        return new Shapes(mapper);
    }
}
