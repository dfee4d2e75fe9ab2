package dev.tributary.notification;

import java.io.IOException;

/// Calls tenants' addresses.
interface Calls extends AutoCloseable {
    /// Never takes longer than a few seconds, and never throws for what a stranger's server does.
    OutgoingCall.Reply call(OutgoingCall call);

    @Override
    void close() throws IOException;
}
