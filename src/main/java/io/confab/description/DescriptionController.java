package io.confab.description;

import java.util.function.Supplier;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What programs, and who writes them, read to know Confab: docs/protocol.md, "Descriptions". */
@RestController
class DescriptionController {

    private record Document(byte[] json, String digest) {

        static Document of(byte[] json) {
            return new Document(json, '"' + DigestUtils.md5DigestAsHex(json) + '"');
        }
    }

    private final Supplier<Document> openApi;
    private final Supplier<Document> asyncApi;

    DescriptionController(OpenApiDocument openApi, StompDocument asyncApi) {
        this.openApi = SingletonSupplier.of(() -> Document.of(openApi.json()));
        this.asyncApi = SingletonSupplier.of(() -> Document.of(asyncApi.json()));
    }

    @GetMapping(path = "/api/openapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> openApi() {
        return answer(openApi.get());
    }

    @GetMapping(path = "/api/asyncapi.json", produces = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "object")))
    ResponseEntity<byte[]> asyncApi() {
        return answer(asyncApi.get());
    }

    @GetMapping(path = "/api/docs", produces = MediaType.TEXT_HTML_VALUE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "string")))
    ResponseEntity<Resource> page() {
        return page("http.html");
    }

    @GetMapping(path = "/api/docs/stomp", produces = MediaType.TEXT_HTML_VALUE)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(type = "string")))
    ResponseEntity<Resource> stompPage() {
        return page("stomp.html");
    }

    private static ResponseEntity<byte[]> answer(Document document) {
        return ResponseEntity.ok()
                .eTag(document.digest())
                .cacheControl(CacheControl.noCache())
                .body(document.json());
    }

    private static ResponseEntity<Resource> page(String name) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache())
                .body(new ClassPathResource(DescriptionConfiguration.PAGES + name));
    }
}
