package io.confab.description;

import java.util.Locale;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import org.springdoc.core.customizers.SpringDocCustomizers;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.SpringDocProviders;
import org.springdoc.core.service.AbstractRequestService;
import org.springdoc.core.service.GenericResponseService;
import org.springdoc.core.service.OpenAPIService;
import org.springdoc.core.service.OperationService;
import org.springdoc.webmvc.api.OpenApiResource;
import org.springframework.beans.factory.ObjectFactory;
import org.springframework.stereotype.Component;

/**
 * The OpenAPI document, made from the controllers when it is asked for first. It is the same whoever asks, in whatever
 * language and by whatever name of the host: springdoc's own endpoint would make, and keep, one for each language.
 */
@Component
class OpenApiDocument extends OpenApiResource {

    OpenApiDocument(
            ObjectFactory<OpenAPIService> builder,
            AbstractRequestService requests,
            GenericResponseService responses,
            OperationService operations,
            SpringDocConfigProperties properties,
            SpringDocProviders providers,
            SpringDocCustomizers customizers) {
        super(builder, requests, responses, operations, properties, providers, customizers);
    }

    byte[] json() {
        try {
            initOpenAPIBuilder(Locale.ENGLISH);
            return writeJsonValue(getOpenApi("/", Locale.ENGLISH));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    protected String getServerUrl(HttpServletRequest request, String path) {
        return "/";
    }
}
