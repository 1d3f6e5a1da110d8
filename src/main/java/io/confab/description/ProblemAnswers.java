package io.confab.description;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.confab.shared.ErrorCode;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** What a refusal looks like, with the closed list of its codes, and which may come of which request. */
@Component
class ProblemAnswers implements OpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    private static final int TOO_MANY_REQUESTS = 429;

    /** Whatever is asked: not understood, not proven, not allowed, or the server's own fault. */
    private static final List<Integer> ALWAYS = List.of(400, 401, 403, 500, 503);

    private static final List<Integer> OF_CHANGES = List.of(409, TOO_MANY_REQUESTS);
    private static final List<Integer> OF_BODIES = List.of(413, 415);

    @Override
    public void customise(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem());
        var codes = Arrays.stream(ErrorCode.values())
                .collect(Collectors.groupingBy(ErrorCode::status, TreeMap::new, Collectors.toList()));
        codes.forEach((status, those) -> api.getComponents().addResponses(name(status), answer(status, those)));
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> codes.keySet().stream()
                                .filter(status -> mayCome(status, method, operation))
                                .forEach(status -> answers(operation)
                                        .addApiResponse(
                                                Integer.toString(status), new ApiResponse().$ref(name(status))))));
    }

    private static ApiResponses answers(Operation operation) {
        return operation.getResponses();
    }

    private static boolean mayCome(int status, HttpMethod method, Operation operation) {
        boolean body = operation.getRequestBody() != null;
        boolean named = body || operation.getParameters() != null;
        return ALWAYS.contains(status)
                || (status == 404 && named)
                || (method != HttpMethod.GET && OF_CHANGES.contains(status))
                || (body && OF_BODIES.contains(status));
    }

    private static String name(int status) {
        return PROBLEM + status;
    }

    private static ApiResponse answer(int status, List<ErrorCode> codes) {
        var only = new JsonSchema().addProperty("code", codes(codes));
        var schema =
                new JsonSchema().addAllOfItem(new JsonSchema().$ref(PROBLEM)).addAllOfItem(only);
        var answer = new ApiResponse()
                .description(codes.stream()
                        .map(code -> "`" + code.wire() + "` " + code.title())
                        .collect(Collectors.joining("; ")))
                .content(new Content().addMediaType("application/problem+json", new MediaType().schema(schema)));
        if (status == TOO_MANY_REQUESTS || status == 403) {
            answer.addHeaderObject(
                    HttpHeaders.RETRY_AFTER,
                    new Header().description("Seconds.").schema(new JsonSchema().typesItem("integer")));
        }
        return answer;
    }

    private static Schema<?> problem() {
        return new JsonSchema()
                .typesItem("object")
                .description("Why something was refused (RFC 9457). The code says it to programs.")
                .addProperty("type", text("`urn:confab:error:` and the code.").format("uri"))
                .addProperty("title", text("The same for every occurrence."))
                .addProperty("status", new JsonSchema().typesItem("integer"))
                .addProperty("detail", text("What it was this time, in English."))
                .addProperty("code", codes(List.of(ErrorCode.values())))
                .addProperty("errors", new JsonSchema().typesItem("array").items(field()))
                .required(List.of("type", "title", "status", "detail", "code"));
    }

    private static Schema<?> field() {
        return new JsonSchema()
                .typesItem("object")
                .addProperty("field", text("Which field."))
                .addProperty("message", text("What it has to be."))
                .required(List.of("field", "message"));
    }

    private static Schema<?> codes(List<ErrorCode> codes) {
        Schema<Object> schema = new JsonSchema().typesItem("string");
        schema.setEnum(List.copyOf(codes.stream().map(ErrorCode::wire).toList()));
        return schema;
    }

    private static Schema<?> text(String description) {
        return new JsonSchema().typesItem("string").description(description);
    }
}
