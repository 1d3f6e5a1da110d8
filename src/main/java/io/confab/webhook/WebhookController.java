package io.confab.webhook;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.confab.account.AccountView;
import io.confab.account.Accounts;
import io.confab.audit.Actor;
import io.confab.room.RoomId;
import io.confab.stomp.SignedIn;
import io.confab.webhook.Delivery.State;
import io.confab.webhook.DeliveryStore.Tally;
import io.confab.webhook.Webhooks.Order;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Webhooks: docs/protocol.md, "Webhooks". */
@RestController
class WebhookController {

    private final Webhooks webhooks;
    private final Accounts accounts;

    WebhookController(Webhooks webhooks, Accounts accounts) {
        this.webhooks = webhooks;
        this.accounts = accounts;
    }

    record CreateWebhook(
            @NotBlank @Size(max = 80) @Pattern(regexp = "\\P{Cntrl}*", message = "has a control character")
            String name,

            @NotNull @Size(max = HookUrl.MAX_LENGTH) String url,
            @NotEmpty @Size(max = 50) List<@NotNull String> events) {

        Order order(boolean ofRoom) {
            return new Order(name.strip(), HookUrl.of(url), EventType.parse(events, ofRoom));
        }
    }

    /**
     * @param waiting deliveries that are not told yet, as far as they are in the outbox
     * @param parked  deliveries that are not tried any more
     * @param secret  in the answer that created it, and never again
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record WebhookView(
            long id,
            @Nullable Long room,
            String name,
            String url,
            List<String> events,
            AccountView createdBy,
            Instant createdAt,
            long waiting,
            long parked,
            @Nullable String secret) {

        /** Whatever is logged with it in it keeps silent about the secret. */
        @Override
        public String toString() {
            return "WebhookView[" + id + "]";
        }
    }

    record All(List<WebhookView> webhooks) {}

    /** @param millis how long the last attempt took */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DeliveryView(
            long id,
            String webhookId,
            String type,
            @Nullable Long room,
            State state,
            int attempts,
            Instant createdAt,
            @Nullable Instant lastAt,
            @Nullable Long millis,
            @Nullable Integer status,
            Attempt.@Nullable Error error,
            @Nullable String excerpt) {

        static DeliveryView of(Delivery delivery) {
            return new DeliveryView(
                    delivery.id(),
                    delivery.webhookId(),
                    delivery.type(),
                    delivery.lane().room() == 0 ? null : delivery.lane().room(),
                    delivery.state(),
                    delivery.attempts(),
                    delivery.createdAt(),
                    delivery.lastAt(),
                    delivery.millis(),
                    delivery.status(),
                    delivery.error(),
                    delivery.excerpt());
        }
    }

    /** @param next where the next page goes on, null if this is the last */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Log(List<DeliveryView> deliveries, @Nullable Long next) {}

    @GetMapping("/api/rooms/{room}/webhooks")
    All ofRoom(@PathVariable long room, SignedIn me, HttpServletRequest request) {
        return all(webhooks.of(Actor.of(me, request), new RoomId(room)));
    }

    @PostMapping("/api/rooms/{room}/webhooks")
    @ResponseStatus(HttpStatus.CREATED)
    WebhookView createInRoom(
            @PathVariable long room,
            @Valid @RequestBody CreateWebhook command,
            SignedIn me,
            HttpServletRequest request) {
        return view(webhooks.create(Actor.of(me, request), new RoomId(room), command.order(true)));
    }

    @GetMapping("/api/admin/webhooks")
    All ofServer(SignedIn me, HttpServletRequest request) {
        return all(webhooks.of(Actor.of(me, request), null));
    }

    @PostMapping("/api/admin/webhooks")
    @ResponseStatus(HttpStatus.CREATED)
    WebhookView createForServer(@Valid @RequestBody CreateWebhook command, SignedIn me, HttpServletRequest request) {
        return view(webhooks.create(Actor.of(me, request), null, command.order(false)));
    }

    @DeleteMapping("/api/webhooks/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable long id, SignedIn me, HttpServletRequest request) {
        webhooks.revoke(Actor.of(me, request), id);
    }

    @PostMapping("/api/webhooks/{id}/test")
    DeliveryView test(@PathVariable long id, SignedIn me, HttpServletRequest request) {
        return DeliveryView.of(webhooks.test(Actor.of(me, request), id));
    }

    @GetMapping("/api/webhooks/{id}/deliveries")
    Log deliveries(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable State state,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            SignedIn me,
            HttpServletRequest request) {
        var found = webhooks.deliveries(Actor.of(me, request), id, state, before, limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        return new Log(
                page.stream().map(DeliveryView::of).toList(),
                found.size() > limit ? page.get(limit - 1).id() : null);
    }

    @PostMapping("/api/webhooks/{id}/deliveries/{delivery}/replay")
    DeliveryView replay(@PathVariable long id, @PathVariable long delivery, SignedIn me, HttpServletRequest request) {
        return DeliveryView.of(webhooks.replay(Actor.of(me, request), id, delivery));
    }

    @PostMapping("/api/webhooks/{id}/replay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void replayParked(@PathVariable long id, SignedIn me, HttpServletRequest request) {
        webhooks.replayParked(Actor.of(me, request), id);
    }

    private All all(List<Webhook> hooks) {
        var tallies = webhooks.tallies(hooks);
        return new All(hooks.stream()
                .map(hook -> view(hook, tallies.getOrDefault(hook.id(), Tally.NONE), null))
                .toList());
    }

    private WebhookView view(Webhooks.Created created) {
        return view(created.hook(), Tally.NONE, created.secret());
    }

    private WebhookView view(Webhook hook, Tally tally, @Nullable String secret) {
        return new WebhookView(
                hook.id(),
                hook.room() == null ? null : hook.room().value(),
                hook.name(),
                hook.url().uri().toString(),
                hook.events().stream().sorted().map(EventType::wire).toList(),
                accounts.view(hook.createdBy()),
                hook.createdAt(),
                tally.waiting(),
                tally.parked(),
                secret);
    }
}
