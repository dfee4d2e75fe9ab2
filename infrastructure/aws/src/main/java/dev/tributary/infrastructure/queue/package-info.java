/// Queues: how messages are written, read and sent. The click message, which the redirect writes
/// without a JSON tree, stands in infrastructure.edge.
@NullMarked
package dev.tributary.infrastructure.queue;

import org.jspecify.annotations.NullMarked;
