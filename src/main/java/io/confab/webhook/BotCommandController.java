package io.confab.webhook;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.audit.Actor;
import io.confab.stomp.SignedIn;
import io.confab.webhook.BotCommands.Answered;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The slash commands of bots: docs/protocol.md, "Bots". */
@RestController
@RequestMapping("/api/bots/{username}/commands")
class BotCommandController {

    private static final String ONE_LINE = "\\P{Cntrl}*";
    private static final String NOT_ONE_LINE = "has a control character";

    private final BotCommands commands;

    BotCommandController(BotCommands commands) {
        this.commands = commands;
    }

    record Command(
            @NotNull @Pattern(regexp = BotCommand.NAME) String name,

            @Nullable @Size(max = BotCommand.MAX_ARGUMENTS) @Pattern(regexp = ONE_LINE, message = NOT_ONE_LINE)
            String arguments,

            @Nullable @Size(max = BotCommand.MAX_DESCRIPTION) @Pattern(regexp = ONE_LINE, message = NOT_ONE_LINE)
            String description) {

        BotCommand command() {
            return new BotCommand(
                    name, arguments == null ? "" : arguments.strip(), description == null ? "" : description.strip());
        }
    }

    record SetCommands(
            @NotNull @Size(max = HookUrl.MAX_LENGTH) String url,
            @NotNull @Size(max = 100) List<@NotNull @Valid Command> commands) {}

    /** @param secret in the answer that set the first ones, and never again */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CommandsView(
            String url, List<BotCommand> commands, @Nullable String secret) {

        static CommandsView of(Answered set) {
            return new CommandsView(set.url().uri().toString(), set.commands(), set.secret());
        }

        /** Whatever is logged with it in it keeps silent about the secret. */
        @Override
        public String toString() {
            return "CommandsView[" + url + "]";
        }
    }

    @GetMapping
    CommandsView get(@PathVariable String username, SignedIn me, HttpServletRequest request) {
        return CommandsView.of(commands.of(Actor.of(me, request), username));
    }

    @PutMapping
    CommandsView set(
            @PathVariable String username,
            @Valid @RequestBody SetCommands wanted,
            SignedIn me,
            HttpServletRequest request) {
        var list = wanted.commands().stream().map(Command::command).toList();
        return CommandsView.of(commands.set(Actor.of(me, request), username, HookUrl.of(wanted.url()), list));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void clear(@PathVariable String username, SignedIn me, HttpServletRequest request) {
        commands.clear(Actor.of(me, request), username);
    }
}
