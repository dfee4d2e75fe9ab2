/// Counts what AWS would bill: units of each request to the table, requests to the queues. A proxy on
/// loopback stands before the local servers and sees every call, whichever client made it.
@NullMarked
package dev.tributary.infrastructure.local.meter;

import org.jspecify.annotations.NullMarked;
