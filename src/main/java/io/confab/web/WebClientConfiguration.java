package io.confab.web;

import java.time.Duration;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
class WebClientConfiguration implements WebMvcConfigurer {

    /* What has a hash in its name never changes; the page that names those files is asked for anew each time, so that
     * a client is never older than its server. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
    private static final CacheControl A_DAY = CacheControl.maxAge(Duration.ofDays(1));

    /** Where the files are: a folder, with its slash. */
    private final String client;

    WebClientConfiguration(@Value("${confab.web-client:classpath:/static/}") String client) {
        this.client = client;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        files(registry, "/assets/**", "assets/", FOR_EVER);
        files(registry, "/emoji/**", "emoji/", A_DAY);
        registry.addResourceHandler("/**")
                .addResourceLocations(client)
                .setCacheControl(CacheControl.noCache())
                .resourceChain(false)
                .addResolver(new ClientPages());
    }

    private void files(ResourceHandlerRegistry registry, String pattern, String folder, CacheControl cache) {
        registry.addResourceHandler(pattern)
                .addResourceLocations(client + folder)
                .setCacheControl(cache);
    }
}
