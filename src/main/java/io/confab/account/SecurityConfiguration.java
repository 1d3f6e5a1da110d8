package io.confab.account;

import java.time.Clock;
import java.util.List;

import io.confab.shared.Origins;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementPortType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Who may ask what over HTTP. What is not named here is refused. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AccountSettings.class, AccountLimits.class, SignInSettings.class})
class SecurityConfiguration {

    /*
     * connect-src 'self' covers WebSocket to the same host in every browser that the client supports. The heart-beat
     * ticks in a worker that is made from a blob. Mantine writes style elements. SockJS needs no frame where it is
     * served from the page's own origin.
     */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final String[] DESCRIPTIONS = {"/api/openapi.json", "/api/asyncapi.json", "/api/docs/**"};

    private static final long PREFLIGHT_SECONDS = 600;

    /** Of each filter and decision of its own: nobody reads them, and they cost more than the decisions. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            CookieIdentity cookieIdentity,
            SignIns signIns,
            AccountLimits limits,
            Clock clock,
            Origins origins,
            Environment environment,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        return http.securityContext(context -> context.securityContextRepository(cookieIdentity))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilter(cors(origins, problems))
                .addFilterBefore(new BearerFilter(signIns, problems), CsrfFilter.class)
                .addFilterAfter(new ChangeRate(limits, clock, problems), AuthorizationFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(new SignInCsrfTokens())
                        .csrfTokenRequestHandler(new XorCsrfTokenRequestAttributeHandler())
                        .requireCsrfProtectionMatcher(SecurityConfiguration::needsCsrfToken))
                .authorizeHttpRequests(requests -> authorize(requests, environment))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, refused) ->
                                problems.resolveException(request, response, null, refused))
                        .accessDeniedHandler((request, response, refused) ->
                                problems.resolveException(request, response, null, refused)))
                .headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    private static void authorize(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests,
            Environment environment) {
        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                .permitAll();
        if (ManagementPortType.get(environment) == ManagementPortType.DIFFERENT) {
            // Who may reach that port is decided by its address.
            requests.requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
                    .permitAll();
        } else {
            requests.requestMatchers(EndpointRequest.to("health"))
                    .permitAll()
                    .requestMatchers(EndpointRequest.toAnyEndpoint(), EndpointRequest.toLinks())
                    .denyAll();
        }
        requests.requestMatchers("/api/session")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/accounts", "/api/guests", "/api/appeals", "/api/appeals/mine")
                .permitAll()
                // The secret in the path is the proof.
                .requestMatchers(HttpMethod.POST, "/api/hooks/*")
                .permitAll()
                // The same of every server, whoever asks: who has no account yet writes programs too.
                .requestMatchers(HttpMethod.GET, DESCRIPTIONS)
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, DESCRIPTIONS)
                .permitAll()
                .requestMatchers(
                        "/api/accounts/me/**",
                        "/api/sign-ins/**",
                        "/api/tokens/**",
                        "/api/bots/**",
                        "/api/invites/**",
                        "/api/admin/accounts/**")
                .hasAuthority(Scope.ACCOUNT.authority())
                .requestMatchers(HttpMethod.POST, "/api/push/rooms/*")
                .hasAuthority(Scope.PUSH_ROOMS.authority())
                .requestMatchers(HttpMethod.POST, "/api/push/accounts/*")
                .hasAuthority(Scope.PUSH_ACCOUNTS.authority())
                .requestMatchers(HttpMethod.POST, "/api/push/feeds/*")
                .hasAuthority(Scope.PUSH_FEEDS.authority())
                .requestMatchers(HttpMethod.POST, "/api/push/announcements")
                .hasAuthority(Scope.PUSH_ANNOUNCEMENTS.authority())
                // Each of a batch is judged by itself.
                .requestMatchers(HttpMethod.POST, "/api/push")
                .authenticated()
                .requestMatchers(HttpMethod.GET, "/api/**")
                .hasAuthority(Scope.READ.authority())
                .requestMatchers(HttpMethod.HEAD, "/api/**")
                .hasAuthority(Scope.READ.authority())
                .requestMatchers("/api/**")
                .hasAuthority(Scope.WRITE.authority())
                // CONNECT proves who it is.
                .requestMatchers("/ws", "/sockjs/**")
                .permitAll()
                // The client: its files, and its routes, which all are the same page.
                .requestMatchers(HttpMethod.GET, "/**")
                .permitAll()
                .requestMatchers(HttpMethod.HEAD, "/**")
                .permitAll()
                .anyRequest()
                .denyAll();
    }

    /** A POST of SockJS is a piece of a connection, whose CONNECT brings the token; one to a hook has its secret. */
    private static boolean needsCsrfToken(HttpServletRequest request) {
        return !List.of("GET", "HEAD").contains(request.getMethod())
                && !request.getServletPath().startsWith("/sockjs/")
                && !request.getServletPath().startsWith("/api/hooks/")
                && SignInCsrfTokens.isFromCookie();
    }

    /** Refuses what comes from a page of another origin, unless it is allowed: the browser says where it comes from. */
    private static CorsFilter cors(Origins origins, HandlerExceptionResolver problems) {
        var allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(origins.allowedOrigins());
        allowed.setAllowCredentials(true);
        allowed.setAllowedMethods(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"));
        allowed.setAllowedHeaders(List.of("Authorization", "Content-Type", "Idempotency-Key", "X-CSRF-TOKEN"));
        allowed.setExposedHeaders(List.of("Retry-After"));
        allowed.setMaxAge(PREFLIGHT_SECONDS);
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", allowed);
        var filter = new CorsFilter(source);
        filter.setCorsProcessor(new RefusingCorsProcessor(problems));
        return filter;
    }
}
