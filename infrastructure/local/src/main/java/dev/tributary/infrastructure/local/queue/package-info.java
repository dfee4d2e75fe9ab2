/// The queues: ElasticMQ with a journal behind it, and the event sources that hand batches to functions.
/// A message leaves the journal only when it was deleted.
@NullMarked
package dev.tributary.infrastructure.local.queue;

import org.jspecify.annotations.NullMarked;
