package dev.tributary.domain.notice;

import dev.tributary.domain.access.Tenant;
import java.util.List;

/// Where it is told that something happened: after it is kept, and before the message that brought it is acknowledged.
/// Whoever tells makes the same notices again from what is kept, when the message comes again.
public interface Notices {
    /// Nobody wants to be told anything.
    Notices TO_NOBODY = new Notices() {
        @Override
        public boolean isHeard(Tenant tenant) {
            return false;
        }

        @Override
        public boolean asksSubIds(Tenant tenant) {
            return false;
        }

        @Override
        public void send(List<Notice> notices) {}
    };

    /// Whether a tenant has an endpoint: else notices that nobody gets by mail need not be made. May be a minute old.
    boolean isHeard(Tenant tenant);

    /// Whether a URL of a tenant has a place for what was written on links. May be a minute old.
    boolean asksSubIds(Tenant tenant);

    /// Those that somebody wants or may get by mail; returns when each is durable.
    /// @throws dev.tributary.domain.stored.UnavailableException when some were not taken
    void send(List<Notice> notices);
}
