package io.confab.description;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import io.confab.account.Scope;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequestWrapper;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.AuthorizationManagerWebInvocationPrivilegeEvaluator.HttpServletRequestTransformer;
import org.springframework.security.web.access.PathPatternRequestTransformer;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.stereotype.Component;

/**
 * How one proves who one is, and the scope that a token needs for each request. The rules are asked, not written down a
 * second time: what lets somebody with one scope in, needs that scope.
 */
@Component
class AccessRules implements OpenApiCustomizer {

    private static final String BEARER = "bearer";
    private static final String COOKIE = "cookie";
    private static final String CSRF = "csrf";

    private static final Authentication NOBODY =
            new AnonymousAuthenticationToken("nobody", "nobody", AuthorityUtils.createAuthorityList("NOBODY"));

    private final ObjectProvider<WebInvocationPrivilegeEvaluator> rules;
    private final String cookie;

    AccessRules(
            ObjectProvider<WebInvocationPrivilegeEvaluator> rules,
            @Value("${server.servlet.session.cookie.name}") String cookie) {
        this.rules = rules;
        this.cookie = cookie;
    }

    /** The rules look at the kind of dispatch first, which a request that nobody made does not have. */
    @Bean
    @Primary
    static HttpServletRequestTransformer asFromOutside() {
        var paths = new PathPatternRequestTransformer();
        return request -> new HttpServletRequestWrapper(paths.transform(request)) {
            @Override
            public DispatcherType getDispatcherType() {
                return DispatcherType.REQUEST;
            }
        };
    }

    @Override
    public void customise(OpenAPI api) {
        api.getComponents()
                .addSecuritySchemes(
                        BEARER,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("A token of `POST /api/tokens`. The scopes that it may have are "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(Scope.values())
                                                        .map(scope -> "`" + scope.wire() + "`")
                                                        .toList())
                                        + "; without any it may do what its account may."))
                .addSecuritySchemes(
                        COOKIE,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name(cookie)
                                .description("What signing in gives a browser."))
                .addSecuritySchemes(
                        CSRF,
                        new SecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-CSRF-TOKEN")
                                .description("Goes with the cookie, on every request but GET and HEAD:"
                                        + " `GET /api/session` gives the token and the header's name."));
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> operation.setSecurity(requirements(method, path))));
    }

    private List<SecurityRequirement> requirements(HttpMethod method, String path) {
        var byCookie = new SecurityRequirement().addList(COOKIE);
        if (method != HttpMethod.GET) {
            byCookie.addList(CSRF);
        }
        if (lets(NOBODY, method, path)) {
            return List.of(new SecurityRequirement(), byCookie, new SecurityRequirement().addList(BEARER));
        }
        if (lets(somebody(), method, path)) {
            return List.of(new SecurityRequirement().addList(BEARER), byCookie);
        }
        return Stream.concat(
                        Arrays.stream(Scope.values())
                                .filter(scope -> lets(somebody(scope.authority()), method, path))
                                .map(scope -> new SecurityRequirement().addList(BEARER, scope.wire())),
                        Stream.of(byCookie))
                .toList();
    }

    private boolean lets(Authentication who, HttpMethod method, String path) {
        return rules.getObject().isAllowed("", path.replaceAll("\\{[^}]*}", "1"), method.name(), who);
    }

    private static Authentication somebody(String... authorities) {
        return UsernamePasswordAuthenticationToken.authenticated(
                "somebody", null, AuthorityUtils.createAuthorityList(authorities));
    }
}
