package io.confab.notification;

import io.confab.account.AccountId;
import io.confab.stomp.SignedIn;
import jakarta.validation.Valid;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** My settings, over HTTP: docs/protocol.md, "Notifications". */
@RestController
@RequestMapping("/api/settings/notifications")
class NotificationController {

    private final NotificationStore store;

    NotificationController(NotificationStore store) {
        this.store = store;
    }

    @GetMapping
    NotificationSettings get(SignedIn me) {
        return store.of(AccountId.of(me));
    }

    @PutMapping
    NotificationSettings put(@Valid @RequestBody NotificationSettings settings, SignedIn me) {
        store.put(AccountId.of(me), settings);
        return settings;
    }
}
