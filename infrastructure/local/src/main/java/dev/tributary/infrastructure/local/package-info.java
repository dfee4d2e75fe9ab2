/// The embedded machine: it serves template.yaml from one process, with real DynamoDB and SQS servers on loopback.
/// It has no list of routes, queues, schedules or variables of its own, and nobody imports it.
@NullMarked
package dev.tributary.infrastructure.local;

import org.jspecify.annotations.NullMarked;
