package io.confab.moderation;

import java.util.List;
import java.util.concurrent.CompletionStage;

import io.confab.account.AccountId;
import io.confab.audit.Actor;
import io.confab.moderation.SlashCommands.Answered;
import io.confab.moderation.SlashCommands.Known;
import io.confab.room.RoomId;
import io.confab.stomp.SignedIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Slash commands over HTTP: docs/protocol.md, "Slash commands". */
@RestController
@RequestMapping("/api/rooms/{room}/commands")
class SlashCommandController {

    private final SlashCommands commands;

    SlashCommandController(SlashCommands commands) {
        this.commands = commands;
    }

    @PostMapping
    @ApiResponse(responseCode = "200", description = "What a bot says to the asker alone", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "204", description = "Done, or said in the room", content = @Content)
    CompletionStage<ResponseEntity<Answered>> carryOut(
            @PathVariable long room, @Valid @RequestBody Typed typed, SignedIn me, HttpServletRequest request) {
        return commands.carryOut(Actor.of(me, request), new RoomId(room), typed.text())
                .thenApply(answer -> answer.map(ResponseEntity::ok)
                        .orElse(ResponseEntity.noContent().build()));
    }

    record Typed(
            @NotNull @Schema(maxLength = SlashCommand.MAX_LENGTH)
            String text) {}

    @GetMapping
    KnownCommands known(@PathVariable long room, SignedIn me) {
        return new KnownCommands(commands.known(new RoomId(room), AccountId.of(me)));
    }

    record KnownCommands(List<Known> commands) {}
}
