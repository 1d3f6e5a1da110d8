package io.confab.webhook;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.room.RoomId;
import io.confab.shared.ErrorCode;
import io.confab.stomp.SignedIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Incoming webhooks: docs/protocol.md, "Webhooks". */
@RestController
class IncomingWebhookController {

    private static final String OF_ROOM = "/api/rooms/{room}/incoming-webhooks";

    private final IncomingWebhooks webhooks;
    private final Accounts accounts;
    private final JsonMapper json;

    IncomingWebhookController(IncomingWebhooks webhooks, Accounts accounts, JsonMapper json) {
        this.webhooks = webhooks;
        this.accounts = accounts;
        this.json = json;
    }

    record CreateIncoming(
            @NotBlank @Size(max = 64) @Pattern(regexp = "\\P{Cntrl}*", message = "has a control character")
            String name) {}

    /** @param path where to post to, with the secret: in the answer that created it, and never again */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record IncomingView(
            long id,
            long room,
            String name,
            AccountView account,
            AccountView createdBy,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable String path) {

        /** Whatever is logged with it in it keeps silent about the secret. */
        @Override
        public String toString() {
            return "IncomingView[" + id + "]";
        }
    }

    record All(List<IncomingView> webhooks) {}

    @GetMapping(OF_ROOM)
    All list(@PathVariable long room, SignedIn me, HttpServletRequest request) {
        return new All(webhooks.of(Actor.of(me, request), new RoomId(room)).stream()
                .map(hook -> view(hook, null))
                .toList());
    }

    @PostMapping(OF_ROOM)
    @ResponseStatus(HttpStatus.CREATED)
    IncomingView create(
            @PathVariable long room,
            @Valid @RequestBody CreateIncoming command,
            SignedIn me,
            HttpServletRequest request) {
        var created = webhooks.create(
                Actor.of(me, request), new RoomId(room), command.name().strip());
        return view(created.hook(), "/api/hooks/" + created.secret());
    }

    @DeleteMapping(OF_ROOM + "/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable long room, @PathVariable long id, SignedIn me, HttpServletRequest request) {
        webhooks.revoke(Actor.of(me, request), new RoomId(room), id);
    }

    /** Answered as Slack does: {@code ok}. */
    @PostMapping(path = "/api/hooks/{secret}", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")))
    CompletionStage<ResponseEntity<String>> post(@PathVariable String secret, @RequestBody JsonNode payload) {
        return posted(secret, payload);
    }

    @PostMapping(path = "/api/hooks/{secret}", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string")))
    CompletionStage<ResponseEntity<String>> postForm(@PathVariable String secret, @RequestParam String payload) {
        try {
            return posted(secret, json.readTree(payload));
        } catch (JacksonException malformed) {
            throw ErrorCode.MALFORMED.because("The field payload is not well-formed JSON.");
        }
    }

    private CompletionStage<ResponseEntity<String>> posted(String secret, JsonNode payload) {
        return webhooks.post(secret, () -> SlackPayload.of(payload))
                .thenApply(message ->
                        ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("ok"));
    }

    private IncomingView view(IncomingWebhook hook, @Nullable String path) {
        return new IncomingView(
                hook.id(),
                hook.room().value(),
                hook.name(),
                accounts.view(hook.account()),
                accounts.view(hook.createdBy()),
                hook.createdAt(),
                hook.lastUsedAt(),
                path);
    }
}
