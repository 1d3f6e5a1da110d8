package io.confab.message;

import java.util.concurrent.CompletionStage;

import io.confab.account.AccountId;
import io.confab.stomp.SignedIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What concerns all of somebody's rooms, over HTTP: docs/protocol.md, "Rooms". */
@RestController
class MentionController {

    private final MentionList mentions;
    private final History history;

    MentionController(MentionList mentions, History history) {
        this.mentions = mentions;
        this.history = history;
    }

    @GetMapping("/api/mentions")
    MentionList.Page list(
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            SignedIn me) {
        return mentions.page(AccountId.of(me), before, limit);
    }

    @PostMapping("/api/rooms/read")
    @ApiResponse(responseCode = "204", content = @Content)
    CompletionStage<ResponseEntity<Void>> readAll(SignedIn me) {
        return history.readAll(AccountId.of(me))
                .thenApply(done -> ResponseEntity.noContent().build());
    }
}
