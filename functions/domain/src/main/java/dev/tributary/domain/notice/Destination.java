package dev.tributary.domain.notice;

import dev.tributary.domain.access.PersonId;
import dev.tributary.domain.id.WebhookId;
import dev.tributary.domain.language.Language;
import dev.tributary.domain.mail.MailAddress;

/// Where a delivery goes.
public sealed interface Destination {
    AddresseeId id();

    /// Called as its owner has set it up by then.
    record AtEndpoint(WebhookId endpoint) implements Destination {
        @Override
        public AddresseeId id() {
            return AddresseeId.of(endpoint);
        }
    }

    /// Written to at the address that the person had when it happened: whoever takes an account over cannot keep it
    /// from hearing of that. A person in both tenants of a notice gets one mail.
    record Mailbox(MailAddress address, Language language) implements Destination {
        @Override
        public AddresseeId id() {
            return AddresseeId.of(PersonId.of(address));
        }
    }
}
