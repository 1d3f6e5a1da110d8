package io.confab.web;

import java.io.IOException;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.resource.PathResourceResolver;

/**
 * Finds the client's files, and answers every other address of a page, such as {@code /rooms/7}, with {@code index.html}:
 * the client's own router takes it from there. What belongs to the server or looks like a file stays not found.
 */
class ClientPages extends PathResourceResolver {

    private static final Pattern NOT_A_PAGE =
            Pattern.compile("^(api|ws|sockjs|webjars|actuator|assets|emoji)(/.*)?$|(^|/)[^/]*\\.[^/]*$");

    @Override
    protected @Nullable Resource getResource(String path, Resource location) throws IOException {
        Resource file = super.getResource(path, location);
        return file != null || NOT_A_PAGE.matcher(path).find() ? file : super.getResource("index.html", location);
    }
}
